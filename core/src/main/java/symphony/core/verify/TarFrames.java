package symphony.core.verify;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks the headers of a tar of frames: POSIX.1-1988 (ustar), pax and GNU, of which a frame's short name needs nothing
 * more. Only plain files named {@code {digits}.jpg} are frames.
 */
final class TarFrames {
    static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final Pattern FRAME = Pattern.compile("(?:\\./)?([0-9]{1,18})\\.jpg");
    /** Directories, and the extension headers of pax and GNU. */
    private static final String NO_FILES = "5xgLK";

    private final InputStream tar;
    private long unread;
    private boolean begun;

    TarFrames(InputStream tar) {
        this.tar = tar;
    }

    /** What is no tar, or begins with what is no frame; the message follows a file's name. */
    static final class NoFrames extends IOException {
        NoFrames(String message) {
            super(message);
        }
    }

    /**
     * The number of the next frame that begins as a JPEG does; empty at the tar's end. Behind the first frame, entries
     * that are none are passed over, as preproc does.
     *
     * @throws NoFrames where there is no tar, or its first file is no frame
     * @throws EOFException where the stream ends before the tar does
     */
    OptionalLong next() throws IOException {
        while (true) {
            tar.skipNBytes(unread);
            unread = 0;
            byte[] header = tar.readNBytes(BLOCK);
            if (begun && header.length == 0) {
                return OptionalLong.empty(); // some writers leave the end mark out
            }
            if (header.length < BLOCK) {
                throw begun ? new EOFException("cut within a header") : new NoFrames("holds no tar");
            }
            if (allZero(header)) {
                return OptionalLong.empty();
            }
            long size = octal(header, SIZE_AT, 12);
            if (size < 0 || !checksumFits(header)) {
                throw new NoFrames(begun ? "is damaged behind its first frame" : "holds no tar");
            }
            unread = (size + BLOCK - 1) / BLOCK * BLOCK;
            if (NO_FILES.indexOf(header[TYPE_AT]) < 0) {
                OptionalLong frame = frame(header, size);
                begun = true;
                if (frame.isPresent()) {
                    return frame;
                }
            }
        }
    }

    private OptionalLong frame(byte[] header, long size) throws IOException {
        Matcher m = FRAME.matcher(name(header));
        boolean plain = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
        if (!plain || !m.matches()) {
            return none("begins with '" + name(header) + "', which is no numbered .jpg");
        }
        byte[] start = tar.readNBytes((int) Math.min(2, size));
        unread -= start.length;
        if (start.length < 2 || (start[0] & 0xFF) != 0xFF || (start[1] & 0xFF) != 0xD8) {
            return none("begins with " + name(header) + ", which holds no JPEG");
        }
        return OptionalLong.of(Long.parseLong(m.group(1)));
    }

    private OptionalLong none(String problem) throws NoFrames {
        if (begun) {
            return OptionalLong.empty();
        }
        throw new NoFrames(problem);
    }

    private static boolean allZero(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean checksumFits(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + 8;
            sum += own ? ' ' : header[i] & 0xFF;
        }
        return sum == octal(header, CHECKSUM_AT, 8);
    }

    /** Octal digits, with blanks and zero bytes around them; -1 for anything else. */
    private static long octal(byte[] header, int at, int length) {
        long value = 0;
        int digits = 0;
        boolean ended = false;
        for (int i = at; i < at + length; i++) {
            byte b = header[i];
            if (b == 0 || b == ' ') {
                ended = digits > 0;
            } else if (b < '0' || b > '7' || ended) {
                return -1;
            } else {
                value = value * 8 + (b - '0');
                digits++;
            }
        }
        return digits == 0 ? -1 : value;
    }

    private static String name(byte[] header) {
        int end = 0;
        while (end < 100 && header[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOf(header, end), StandardCharsets.UTF_8);
    }
}
