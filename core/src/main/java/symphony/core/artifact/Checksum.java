package symphony.core.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Size and SHA-256 of a file.
 *
 * @param size bytes
 * @param sha256 64 hexadecimal digits, lower case
 */
public record Checksum(long size, String sha256) {

    public static Checksum of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    public static Checksum of(byte[] content) {
        return new Checksum(content.length, HexFormat.of().formatHex(newDigest().digest(content)));
    }

    /** Reads the stream to its end; the caller closes it. */
    public static Checksum of(InputStream in) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int n; (n = in.read(buffer)) > 0; size += n) {
            digest.update(buffer, 0, n);
        }
        return new Checksum(size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Sums what is written to it. */
    public static final class Summing extends OutputStream {
        private final MessageDigest digest = newDigest();
        private long size;

        @Override
        public void write(int one) {
            digest.update((byte) one);
            size++;
        }

        @Override
        public void write(byte[] bytes) {
            write(bytes, 0, bytes.length);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            digest.update(bytes, from, length);
            size += length;
        }

        /** Of all that was written; nothing can be written after. */
        public Checksum checksum() {
            return new Checksum(size, HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
