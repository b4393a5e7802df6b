package symphony.vision.postprocess;

import java.awt.Color;
import java.util.Locale;

/** From few to many clusters: straw to deep wine, darker throughout, so that it can be told in grey and colour-blind. */
final class Palette {
    private static final int[] STOPS = {0xF8EBC6, 0xF3C37E, 0xE58B62, 0xC4535E, 0x8E2A5C, 0x4A1245};

    private Palette() {}

    /** @param share 0 to 1 */
    static Color of(double share) {
        double at = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
        int low = Math.min(STOPS.length - 2, (int) at);
        Color a = new Color(STOPS[low]);
        Color b = new Color(STOPS[low + 1]);
        double w = at - low;
        return new Color(
                mix(a.getRed(), b.getRed(), w), mix(a.getGreen(), b.getGreen(), w), mix(a.getBlue(), b.getBlue(), w));
    }

    /** For style sheets. */
    static String css(double share) {
        return String.format(Locale.ROOT, "#%06x", of(share).getRGB() & 0xFFFFFF);
    }

    private static int mix(int a, int b, double w) {
        return (int) Math.round(a + (b - a) * w);
    }
}
