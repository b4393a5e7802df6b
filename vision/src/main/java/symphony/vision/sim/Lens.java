package symphony.vision.sim;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Puts a frame together from its layers, with the sensor's gain and noise. One picture is used again and again. */
final class Lens {
    private static final int NOISE = 1 << 16;
    private static final double SIGMA = 2.5;

    private final int width;
    private final int height;
    private final BufferedImage image;
    private final byte[] bytes;
    private final int[] noise = new int[NOISE];
    private final int[] toned = new int[256];

    Lens(SimulatorSettings settings) {
        width = settings.frameWidth();
        height = settings.frameHeight();
        image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Random random = new Random(settings.seed());
        for (int i = 0; i < NOISE; i++) {
            noise[i] = (int) Math.round(SIGMA * random.nextGaussian());
        }
    }

    /**
     * @param near the filmed row's strip, or null where none is in sight
     * @param nearLeft column of the strip at the frame's left edge
     * @param far what is behind, wraps around
     * @param shakeY pixels that the content is moved down, at most {@link RowStrip#MARGIN}
     * @param gain brightness, 1 = as painted
     * @param grain any number; another one for every frame
     */
    BufferedImage expose(
            @Nullable Canvas near, int nearLeft, Canvas far, int farLeft, int shakeY, double gain, int grain) {
        for (int i = 0; i < 256; i++) {
            toned[i] = (int) Math.min(255, i * gain);
        }
        int to = 0;
        for (int y = 0; y < height; y++) {
            int line = y + RowStrip.MARGIN - shakeY;
            int grainAt = (grain * 7_919 + y * 40_503) & (NOISE - 1);
            int behind = Math.floorMod(farLeft, far.width);
            for (int x = 0; x < width; x++) {
                int p = far.pixels[line * far.width + behind];
                behind = behind + 1 == far.width ? 0 : behind + 1;
                if (near != null && nearLeft + x >= 0 && nearLeft + x < near.width) {
                    p = Canvas.over(near.pixels[line * near.width + nearLeft + x], p);
                }
                int n = noise[(grainAt + x) & (NOISE - 1)];
                bytes[to++] = (byte) bounded(toned[p & 255] + n);
                bytes[to++] = (byte) bounded(toned[(p >> 8) & 255] + n);
                bytes[to++] = (byte) bounded(toned[(p >> 16) & 255] + n);
            }
        }
        return image;
    }

    private static int bounded(int value) {
        return value < 0 ? 0 : Math.min(value, 255);
    }
}
