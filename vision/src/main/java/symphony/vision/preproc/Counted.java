package symphony.vision.preproc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import symphony.vision.Progress;

/** Tells how far a file has been read: the first four fifths of the stage. */
final class Counted extends FilterInputStream {
    private static final int STEPS = 40;

    private final long size;
    private final Progress progress;
    private long read;
    private long told;

    Counted(InputStream in, long size, Progress progress) {
        super(in);
        this.size = size;
        this.progress = progress;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    private void count(int bytes) {
        read += bytes;
        long step = size == 0 ? STEPS : Math.min(STEPS, read * STEPS / size);
        if (step > told) {
            told = step;
            progress.at(0.8 * step / STEPS, "frames");
        }
    }
}
