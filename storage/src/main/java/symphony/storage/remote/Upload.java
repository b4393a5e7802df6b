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
import java.util.HexFormat;

/** What is to be published; it can be read more than once, and from the middle, because requests are repeated. */
interface Upload {
    long size();

    /** @return a stream of the bytes from {@code from}, {@code length} of them */
    InputStream open(long from, long length) throws IOException;

    default byte[] md5(long from, long length) throws IOException {
        return digest("MD5", from, length);
    }

    default String sha256() throws IOException {
        return HexFormat.of().formatHex(digest("SHA-256", 0, size()));
    }

    private byte[] digest(String algorithm, long from, long length) throws IOException {
        MessageDigest digest = Digests.of(algorithm);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = open(from, length)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return digest.digest();
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
