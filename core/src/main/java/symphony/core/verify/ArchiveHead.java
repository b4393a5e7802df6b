package symphony.core.verify;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Tells from the first bytes of an archive whether it is gzip around tar that begins with a numbered JPEG, and from its
 * last whether it was cut. Formats: RFC 1952 for gzip, POSIX.1-1988 (ustar) and pax for tar.
 */
final class ArchiveHead {
    /** Enough for several tar headers in the worst compression. */
    static final int BYTES = 8192;

    static final int TAIL_BYTES = 4;

    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int FLAG_EXTRA = 4;
    private static final Pattern FRAME = Pattern.compile("[0-9]{1,18}\\.jpg");
    /** Directories and the extension headers of pax and GNU stand before the first file. */
    private static final String NO_FILES = "5xgLK";

    private ArchiveHead() {}

    /** Says what is wrong with the beginning, in words that follow a file's name. */
    static Optional<String> problem(byte[] head) {
        if (head.length < 18 || (head[0] & 0xFF) != 0x1F || (head[1] & 0xFF) != 0x8B) {
            return Optional.of("is no gzip file");
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            return firstFile(in);
        } catch (EOFException e) {
            return Optional.of("ends before its first frame");
        } catch (IOException e) {
            return Optional.of("is damaged gzip: " + e.getMessage());
        }
    }

    private static Optional<String> firstFile(InputStream in) throws IOException {
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                return Optional.of("holds no tar");
            }
            if (allZero(header)) {
                return Optional.of("holds no frames");
            }
            if (!checksumFits(header)) {
                return Optional.of("holds no tar");
            }
            long size = octal(header, SIZE_AT, 12);
            if (NO_FILES.indexOf(header[TYPE_AT]) >= 0) {
                in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
                continue;
            }
            return frame(name(header), size, in);
        }
    }

    private static Optional<String> frame(String name, long size, InputStream in) throws IOException {
        String base = name.substring(name.lastIndexOf('/') + 1);
        if (!FRAME.matcher(base).matches()) {
            return Optional.of("begins with '" + name + "', which is no numbered .jpg");
        }
        byte[] start = in.readNBytes(2);
        boolean jpeg = size > 2 && start.length == 2 && (start[0] & 0xFF) == 0xFF && (start[1] & 0xFF) == 0xD8;
        return jpeg ? Optional.empty() : Optional.of("begins with " + name + ", which holds no JPEG");
    }

    /** Whether the end shows that the file was cut: a tar's length, which closes the gzip, is a multiple of 512. */
    static boolean isCut(byte[] head, byte[] tail) {
        if (tail.length < TAIL_BYTES || head.length < 4 || (head[3] & FLAG_EXTRA) != 0) {
            return false; // blocked gzip ends with an empty block of its own
        }
        int length = (tail[0] & 0xFF) | (tail[1] & 0xFF) << 8;
        return length % BLOCK != 0;
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

    private static long octal(byte[] header, int at, int length) {
        String text = new String(header, at, length, StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
        return text.matches("[0-7]{1,12}") ? Long.parseLong(text, 8) : -1;
    }

    private static String name(byte[] header) {
        int end = 0;
        while (end < 100 && header[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOf(header, end), StandardCharsets.UTF_8);
    }
}
