package symphony.bench.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Some bytes of a file, read as they are sent. */
final class FileSlice extends FilterInputStream {
    private long left;

    private FileSlice(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    static InputStream open(Path file, long from, long length) {
        try {
            return new FileSlice(Channels.newInputStream(FileChannel.open(file).position(from)), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = left == 0 ? -1 : in.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, n);
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
