package symphony.storage.remote;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * CRC-32 and CRC-32C of a run of bytes: 64 bits in which a fault of a transfer shows. Processors have instructions for both,
 * and the sum of two runs follows from theirs, so that parts which move side by side are summed as they pass. It tells
 * faults, not forgeries; what an artifact is, its record's SHA-256 says.
 *
 * @param length of the run, bytes
 */
record TransferSum(int crc32, int crc32c, long length) {
    static final TransferSum NOTHING = new TransferSum(0, 0, 0);

    // both polynomials with their bits reversed: the highest bit stands for x^0
    private static final int CRC32_POLYNOMIAL = 0xedb88320;
    private static final int CRC32C_POLYNOMIAL = 0x82f63b78;
    private static final int ONE = 1 << 31;
    private static final int X_TO_THE_8 = 1 << 23;

    static TransferSum of(byte[] bytes, int offset, int length) {
        Summing summing = new Summing();
        summing.take(bytes, offset, length);
        return summing.sum();
    }

    /** The sum of this run and the next one together. */
    TransferSum then(TransferSum next) {
        return new TransferSum(
                moved(crc32, next.length, CRC32_POLYNOMIAL) ^ next.crc32,
                moved(crc32c, next.length, CRC32C_POLYNOMIAL) ^ next.crc32c,
                length + next.length);
    }

    /** A remainder after so many bytes more, all zero: times x^(8 bytes). */
    private static int moved(int remainder, long bytes, int polynomial) {
        int factor = ONE;
        int power = X_TO_THE_8;
        for (long left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                factor = product(factor, power, polynomial);
            }
            power = product(power, power, polynomial);
        }
        return product(factor, remainder, polynomial);
    }

    private static int product(int a, int b, int polynomial) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : polynomial);
        }
        return product;
    }

    /** 16 hexadecimal digits. */
    String hex() {
        return String.format(Locale.ROOT, "%08x%08x", crc32, crc32c);
    }

    /** CRC-32C alone, as services take it. */
    String crc32cBase64() {
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(Integer.BYTES).putInt(crc32c).array());
    }

    /** Sums what it is given, in order. */
    static final class Summing {
        private final Checksum crc32 = new CRC32();
        private final Checksum crc32c = new CRC32C();
        private long length;

        void take(byte[] bytes, int offset, int count) {
            crc32.update(bytes, offset, count);
            crc32c.update(bytes, offset, count);
            length += count;
        }

        TransferSum sum() {
            return new TransferSum((int) crc32.getValue(), (int) crc32c.getValue(), length);
        }
    }
}
