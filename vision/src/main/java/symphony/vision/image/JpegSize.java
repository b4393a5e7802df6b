package symphony.vision.image;

import java.util.Optional;

/**
 * Width and height as a JPEG's frame header tells them (ITU-T T.81, B.2.2), read before anything is decoded: a few
 * bytes may claim gigabytes.
 *
 * @param width pixels
 * @param height pixels
 */
public record JpegSize(int width, int height) {
    /** Larger pictures are taken for broken or hostile: no camera on a vehicle makes them. */
    private static final long MOST_PIXELS = 100_000_000;

    /** Empty where the bytes are no JPEG, or claim no pixels or too many. */
    public static Optional<JpegSize> of(byte[] jpeg) {
        if (jpeg.length < 4 || at(jpeg, 0) != 0xFF || at(jpeg, 1) != 0xD8) {
            return Optional.empty();
        }
        int i = 2;
        while (i + 9 < jpeg.length && at(jpeg, i) == 0xFF) {
            int marker = at(jpeg, i + 1);
            if (marker == 0xFF) {
                i++;
            } else if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
                i += 2;
            } else if (isStartOfFrame(marker)) {
                long height = twoBytes(jpeg, i + 5);
                long width = twoBytes(jpeg, i + 7);
                boolean sane = width > 0 && height > 0 && width * height <= MOST_PIXELS;
                return sane ? Optional.of(new JpegSize((int) width, (int) height)) : Optional.empty();
            } else {
                i += 2 + twoBytes(jpeg, i + 2);
            }
        }
        return Optional.empty();
    }

    /** SOF0 to SOF15 less the tables that share their range: DHT, JPG, DAC. */
    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int at(byte[] bytes, int i) {
        return bytes[i] & 0xFF;
    }

    private static int twoBytes(byte[] bytes, int i) {
        return (at(bytes, i) << 8) | at(bytes, i + 1);
    }
}
