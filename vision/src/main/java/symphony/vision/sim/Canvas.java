package symphony.vision.sim;

/** Pixels of premultiplied ARGB, row by row. */
final class Canvas {
    final int width;
    final int height;
    final int[] pixels;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
    }

    /** Lays a colour over a pixel; places outside are passed over. */
    void dot(int x, int y, int rgb, double coverage) {
        if (x < 0 || y < 0 || x >= width || y >= height || coverage <= 0) {
            return;
        }
        int a = (int) (Math.min(1, coverage) * 255 + 0.5);
        int r = ((rgb >> 16) & 255) * a / 255;
        int g = ((rgb >> 8) & 255) * a / 255;
        int b = (rgb & 255) * a / 255;
        int i = y * width + x;
        pixels[i] = over(packed(a, r, g, b), pixels[i]);
    }

    /**
     * Lays another canvas over this one.
     *
     * @param gain brightness, 256 = unchanged
     */
    void draw(Canvas sprite, int left, int top, int gain) {
        int fromX = Math.max(0, -left);
        int toX = Math.min(sprite.width, width - left);
        int fromY = Math.max(0, -top);
        int toY = Math.min(sprite.height, height - top);
        for (int y = fromY; y < toY; y++) {
            int from = y * sprite.width;
            int to = (top + y) * width + left;
            for (int x = fromX; x < toX; x++) {
                int p = sprite.pixels[from + x];
                if (p != 0) {
                    pixels[to + x] = over(gain == 256 ? p : brighter(p, gain), pixels[to + x]);
                }
            }
        }
    }

    static int over(int top, int below) {
        int alpha = top >>> 24;
        if (alpha == 255) {
            return top;
        }
        int rest = 256 - alpha;
        int redBlue = (below & 0xFF00FF) * rest;
        int alphaGreen = ((below >>> 8) & 0xFF00FF) * rest;
        return top + ((redBlue >>> 8) & 0xFF00FF) + (alphaGreen & 0xFF00FF00);
    }

    private static int brighter(int p, int gain) {
        int a = p >>> 24;
        int r = Math.min(a, (((p >> 16) & 255) * gain) >> 8);
        int g = Math.min(a, (((p >> 8) & 255) * gain) >> 8);
        int b = Math.min(a, ((p & 255) * gain) >> 8);
        return packed(a, r, g, b);
    }

    private static int packed(int a, int r, int g, int b) {
        return (a << 24) | (r << 16) | (g << 8) | b;
    }

    /** A box blur; the picture wraps around at its sides, as layers that are scrolled do. */
    Canvas blurred(int radius) {
        return blurred(radius, 1).blurred(radius, width);
    }

    private Canvas blurred(int radius, int step) {
        Canvas out = new Canvas(width, height);
        int window = 2 * radius + 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int r = 0;
                int g = 0;
                int b = 0;
                for (int k = -radius; k <= radius; k++) {
                    int p = step == 1
                            ? pixels[y * width + Math.floorMod(x + k, width)]
                            : pixels[Math.min(height - 1, Math.max(0, y + k)) * width + x];
                    r += (p >> 16) & 255;
                    g += (p >> 8) & 255;
                    b += p & 255;
                }
                out.pixels[y * width + x] = packed(255, r / window, g / window, b / window);
            }
        }
        return out;
    }
}
