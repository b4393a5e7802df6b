package symphony.storage.remote;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What is to be published; it can be read more than once, and from the middle, because requests are repeated. */
interface Upload {
    long size();

    /** @return a stream of the bytes from {@code from}, {@code length} of them */
    InputStream open(long from, long length) throws IOException;

    /**
     * A piece that goes in one request.
     *
     * @param sum of its bytes, taken before they are sent: what a service then receives is held against it
     */
    record Part(long from, long length, TransferSum sum) {}

    /** All of it in pieces of a size, the last one smaller; summed side by side. */
    default List<Part> parts(long partSize, Parallel parallel) throws IOException {
        List<Callable<Part>> steps = new ArrayList<>();
        for (long from = 0; from < size(); from += partSize) {
            long start = from;
            long length = Math.min(partSize, size() - from);
            steps.add(() -> part(start, length));
        }
        return parallel.all(steps);
    }

    default Part part(long from, long length) throws IOException {
        TransferSum.Summing sum = new TransferSum.Summing();
        read(from, length, sum::take);
        return new Part(from, length, sum.sum());
    }

    /** For services that check no better sum; a pass of its own over the bytes. */
    default byte[] md5(long from, long length) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            read(from, length, digest::update);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Takes in bytes. */
    interface Sink {
        void take(byte[] bytes, int offset, int length);
    }

    private void read(long from, long length, Sink sink) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = open(from, length)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sink.take(buffer, 0, n);
            }
        }
    }

    static Upload of(byte[] content) {
        return new Upload() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public InputStream open(long from, long length) {
                return new ByteArrayInputStream(content, (int) from, (int) length);
            }
        };
    }

    static Upload of(Path file) throws IOException {
        long size = Files.size(file);
        return new Upload() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open(long from, long length) throws IOException {
                FileChannel channel = FileChannel.open(file);
                channel.position(from);
                return new Bounded(Channels.newInputStream(channel), length);
            }
        };
    }

    /** The first bytes of a stream. */
    final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = super.read(buffer, offset, (int) Math.min(length, left));
            if (n > 0) {
                left -= n;
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(Math.min(n, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
