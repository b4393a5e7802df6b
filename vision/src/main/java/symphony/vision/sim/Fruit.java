package symphony.vision.sim;

import java.util.Random;

/** Clusters as heaps of round berries, each lit from above. */
final class Fruit {
    private static final double BERRY_RADIUS = 0.0082;

    private Fruit() {}

    /** The cluster alone on a canvas of its own, its middle in the canvas's middle. */
    static Canvas paint(PlantedCluster cluster, double pixelsPerMetre, Random random) {
        double radius = BERRY_RADIUS * pixelsPerMetre;
        double halfWidth = cluster.width() / 2 * pixelsPerMetre;
        double halfLength = cluster.length() / 2 * pixelsPerMetre;
        int w = (int) Math.ceil(halfWidth) + 4;
        int h = (int) Math.ceil(halfLength) + 4;
        Canvas canvas = new Canvas(2 * w + 1, 2 * h + 1);
        double ripeness = 0.9 + 0.2 * random.nextDouble();
        double lean = 0.15 * random.nextGaussian();
        for (int layer = 0; layer < 3; layer++) {
            double fill = 1 - 0.2 * layer;
            double depth = 0.45 + 0.25 * layer;
            double step = radius * 1.5;
            for (double y = -halfLength * fill + radius; y <= halfLength * fill - radius; y += step) {
                double t = (y / halfLength + 1) / 2;
                double half = halfWidth * fill * shape(t) - radius * 0.8;
                double offset = random.nextDouble() * step;
                for (double x = -half + offset * 0.5; x <= half; x += step * 1.12) {
                    double bx = w + x + lean * y * 0.5 + 0.35 * radius * random.nextGaussian();
                    double by = h + y + 0.35 * radius * random.nextGaussian();
                    double r = radius * (0.86 + 0.24 * random.nextDouble());
                    double light = ripeness * depth * (0.9 + 0.2 * random.nextDouble()) * (1.05 - 0.25 * t);
                    berry(canvas, bx, by, r, cluster.look(), light);
                }
            }
        }
        return canvas;
    }

    /** Share of the full width at a height from the top, 0, to the tip, 1: broad shoulders, a narrow tip. */
    private static double shape(double t) {
        return t < 0.28 ? 0.72 + t : Math.max(0.28, 1 - 0.95 * Math.pow((t - 0.28) / 0.72, 1.3));
    }

    private static void berry(Canvas canvas, double cx, double cy, double r, Look look, double light) {
        for (int y = (int) (cy - r - 1); y <= cy + r + 1; y++) {
            for (int x = (int) (cx - r - 1); x <= cx + r + 1; x++) {
                double dx = (x - cx) / r;
                double dy = (y - cy) / r;
                double d = Math.sqrt(dx * dx + dy * dy);
                double coverage = (1 - d) * r + 0.5;
                if (coverage <= 0) {
                    continue;
                }
                double facing = Math.sqrt(Math.max(0, 1 - d * d));
                double lit = Math.max(0, Math.min(1, 0.15 + 0.55 * facing - 0.45 * dy - 0.2 * dx));
                double glint = Math.max(0, 1 - 7 * ((dx + 0.3) * (dx + 0.3) + (dy + 0.42) * (dy + 0.42)));
                canvas.dot(x, y, mixed(look, lit, light, 70 * glint * light), Math.min(1, coverage));
            }
        }
    }

    private static int mixed(Look look, double lit, double light, double glint) {
        return Foliage.rgb(
                mixed(look, 16, lit) * light + glint,
                mixed(look, 8, lit) * light + glint,
                mixed(look, 0, lit) * light + glint);
    }

    private static double mixed(Look look, int shift, double lit) {
        return ((look.shade >> shift) & 255) * (1 - lit) + ((look.colour >> shift) & 255) * lit;
    }
}
