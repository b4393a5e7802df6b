package symphony.core.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to give more than it was allowed to: some bytes may unpack to any number. */
public final class Allowance extends FilterInputStream {
    /** The allowance ran out. */
    public static final class Exceeded extends IOException {
        Exceeded(String message) {
            super(message);
        }
    }

    private final long mostInAll;
    private long inAll;
    private long until;

    /** @param mostInAll bytes */
    public Allowance(InputStream in, long mostInAll) {
        super(in);
        this.mostInAll = mostInAll;
        this.until = mostInAll;
    }

    /** Allows so many bytes from here on, whatever was allowed before. */
    public void allow(long bytes) {
        until = Math.min(mostInAll, inAll + bytes);
    }

    /** Bytes that were read or skipped. */
    public long taken() {
        return inAll;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    /** Skipped bytes count like read ones. */
    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws Exceeded {
        inAll += bytes;
        if (inAll > until) {
            throw new Exceeded(
                    inAll > mostInAll
                            ? "it unpacks to more than " + (mostInAll >> 20) + " MiB"
                            : "it has a header longer than any file name needs");
        }
    }
}
