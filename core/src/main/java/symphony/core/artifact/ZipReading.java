package symphony.core.artifact;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Reads a zip to its end: every entry has to be as it was packed, and its directory's end to be there. */
public final class ZipReading {
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int KEPT = END_BYTES + LONGEST_COMMENT;

    private ZipReading() {}

    /**
     * Reads the stream to its end; the caller closes it.
     *
     * @throws IOException where it cannot be read, not where it is no sound zip
     */
    public static boolean isSound(InputStream in) throws IOException {
        Tail tail = new Tail(in);
        int entries = 0;
        try {
            ZipInputStream zip = new ZipInputStream(tail);
            byte[] sink = new byte[1 << 16];
            while (zip.getNextEntry() != null) {
                while (zip.read(sink) >= 0) {}
                entries++;
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            return false;
        } finally {
            tail.readToEnd();
        }
        return tail.endsWithDirectoryOf(entries);
    }

    /** Keeps the last bytes that went through. */
    private static final class Tail extends FilterInputStream {
        private final byte[] ring = new byte[KEPT];
        private long count;

        Tail(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = super.read(bytes, from, length);
            for (int i = Math.max(0, got - KEPT); i < got; i++) {
                ring[(int) ((count + i) % KEPT)] = bytes[from + i];
            }
            count += Math.max(0, got);
            return got;
        }

        void readToEnd() throws IOException {
            byte[] sink = new byte[1 << 16];
            while (read(sink, 0, sink.length) >= 0) {}
        }

        /** PKWARE APPNOTE 4.3.16, the end of central directory record. */
        boolean endsWithDirectoryOf(int entries) {
            int kept = (int) Math.min(count, KEPT);
            for (int back = END_BYTES; back <= kept; back++) {
                if (byteAt(back) == 'P' && byteAt(back - 1) == 'K' && byteAt(back - 2) == 5 && byteAt(back - 3) == 6) {
                    int comment = byteAt(back - 20) | byteAt(back - 21) << 8;
                    int named = byteAt(back - 10) | byteAt(back - 11) << 8;
                    return comment == back - END_BYTES && (named == (entries & 0xFFFF) || named == 0xFFFF);
                }
            }
            return false;
        }

        private int byteAt(int back) {
            return ring[(int) ((count - back) % KEPT)] & 0xFF;
        }
    }
}
