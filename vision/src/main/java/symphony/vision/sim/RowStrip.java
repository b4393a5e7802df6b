package symphony.vision.sim;

import java.util.List;
import java.util.Random;

/**
 * One row side, drawn once in its whole length and then looked at from every frame: back leaves, wood, posts and wires,
 * clusters, front leaves. Where there is nothing one sees through.
 */
final class RowStrip {
    /** Pixels above and below the frame, for shaking. */
    static final int MARGIN = 8;

    /** Metres of canopy, and of the end posts, beyond the outer vines. */
    private static final double CANOPY = 0.45;

    private static final double END_POST = 0.8;
    private static final double CORDON = 0.82;

    private final SimulatorSettings settings;
    private final BlockPlan.RowPlan row;
    private final int sign;
    private final Random random;
    private final Canvas canvas;
    private final double[] visibleShares;

    RowStrip(BlockPlan plan, RowSide side, List<PlantedCluster> clusters, Foliage foliage, SimulatorSettings settings) {
        this.settings = settings;
        this.row = plan.row(side.row());
        this.sign = plan.imageSign(side);
        this.random = new Random(
                settings.seed() * 7_919 + side.row() * 17L + side.side().number());
        int width = (int) Math.ceil((row.length() + 2 * (END_POST + 0.1)) * settings.pixelsPerMetre());
        this.canvas = new Canvas(width, settings.frameHeight() + 2 * MARGIN);
        leaves(canvas, foliage, 105, 0.78, 1.62, 0.30, 0.30);
        wood();
        shoots();
        leaves(canvas, foliage, 65, 0.90, 1.62, 0.55, 0.25);
        Canvas front = new Canvas(canvas.width, canvas.height);
        leaves(front, foliage, 75, 1.06, 1.62, 0.86, 0.26);
        leaves(front, foliage, 22 * settings.leafCover() / 0.3, 0.76, 1.08, 0.86, 0.26);
        this.visibleShares = hang(clusters, front);
        canvas.draw(front, 0, 0, 256);
    }

    Canvas canvas() {
        return canvas;
    }

    /** Of each cluster the share that no leaf hides, 0 to 1, in the order they were given. */
    double[] visibleShares() {
        return visibleShares;
    }

    /** Column of this strip that a view sees at its left edge. */
    int left(View view) {
        return (int) Math.round(x(view.along()) - settings.frameWidth() / 2.0) - view.shakeX();
    }

    private double x(double along) {
        double fromLeft = sign > 0 ? along : row.length() - along;
        return (fromLeft + END_POST + 0.1) * settings.pixelsPerMetre();
    }

    private double y(double height) {
        return (View.TOP - height) * settings.pixelsPerMetre() + MARGIN;
    }

    /**
     * @param perMetre number of leaves
     * @param light brightness of the layer's leaves, 1 = full sun
     * @param spread how much it varies from leaf to leaf
     */
    private void leaves(
            Canvas on, Foliage foliage, double perMetre, double low, double high, double light, double spread) {
        double length = row.length() + 2 * CANOPY;
        double phase = random.nextDouble() * 6.28;
        int number = (int) Math.round(perMetre * length);
        for (int i = 0; i < number; i++) {
            double along = -CANOPY + length * random.nextDouble();
            double height = low + (high - low) * Math.pow(random.nextDouble(), 0.85);
            double patch = 0.10 * Math.sin(along * 2.1 + phase) + 0.06 * Math.sin(along * 5.3 + height * 7 + phase);
            double high01 = Math.max(0, Math.min(1, (height - 0.7) / 0.8));
            double gain = light * (0.78 + 0.26 * high01 + patch) + spread * light * (random.nextDouble() - 0.5);
            Canvas leaf = foliage.any(random);
            on.draw(
                    leaf,
                    (int) Math.round(x(along)) - leaf.width / 2,
                    (int) Math.round(y(height)) - leaf.height / 2,
                    (int) Math.round(Math.max(0.1, gain) * 256));
        }
    }

    private void wood() {
        for (double wire : new double[] {CORDON - 0.03, 1.15, 1.42}) {
            line(-END_POST, wire, row.length() + END_POST, wire, 0.003, 0xA9ABA5);
        }
        post(-END_POST);
        post(row.length() + END_POST);
        List<BlockPlan.VinePlan> vines = row.vines();
        for (int i = 0; i < vines.size(); i++) {
            trunk(vines.get(i).along());
            if (i % 4 == 3 && i + 1 < vines.size()) {
                post((vines.get(i).along() + vines.get(i + 1).along()) / 2);
            }
        }
    }

    /** The year's green shoots, from the cordon up into the canopy. */
    private void shoots() {
        for (double along = -CANOPY + 0.1;
                along < row.length() + CANOPY - 0.1;
                along += 0.07 + 0.07 * random.nextDouble()) {
            double lean = 0.10 * random.nextGaussian();
            int rgb = random.nextBoolean() ? 0x7A7A3C : 0x6B5A33;
            for (double h = CORDON; h < 1.45; h += 0.04) {
                double bend = lean * (h - CORDON) * (h - CORDON) * 2;
                line(along + bend, h, along + bend + lean * 0.03, h + 0.045, 0.0048 - 0.004 * (h - CORDON), rgb);
            }
        }
    }

    private void post(double along) {
        line(along, 0.3, along + 0.01, 1.7, 0.032, 0x8A7C6A);
        line(along - 0.012, 0.3, along - 0.002, 1.7, 0.008, 0xA59883);
    }

    private void trunk(double along) {
        double x = along;
        double lean = 0.04 * random.nextGaussian();
        for (double h = 0.3; h < CORDON; h += 0.02) {
            double next = x + lean * 0.08 + 0.006 * random.nextGaussian();
            line(x, h, next, h + 0.025, 0.021 - 0.008 * (h - 0.3), random.nextBoolean() ? 0x54432F : 0x46382A);
            line(x - 0.006 * sign, h, next - 0.006 * sign, h + 0.025, 0.006, 0x73614A);
            x = next;
        }
        for (int side = -1; side <= 1; side += 2) {
            double h = CORDON;
            for (double reach = 0; reach < 0.62; reach += 0.03) {
                double next = h + 0.004 * random.nextGaussian();
                line(x + side * reach, h, x + side * (reach + 0.035), next, 0.010 - 0.006 * reach, 0x5E4A34);
                h = next;
            }
        }
    }

    /** A thick line, round and darker towards its lower right edge. Lengths are metres. */
    private void line(double along1, double height1, double along2, double height2, double halfWidth, int rgb) {
        double px = settings.pixelsPerMetre();
        double r = Math.max(0.6, halfWidth * px);
        double x1 = x(along1);
        double y1 = y(height1);
        double dx = x(along2) - x1;
        double dy = y(height2) - y1;
        int steps = (int) Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)));
        boolean steep = Math.abs(dy) > Math.abs(dx);
        for (int i = 0; i <= steps; i++) {
            double cx = x1 + dx * i / Math.max(1, steps);
            double cy = y1 + dy * i / Math.max(1, steps);
            for (int k = (int) Math.floor(-r - 1); k <= r + 1; k++) {
                double at = Math.round((steep ? cx : cy) + k);
                double off = at - (steep ? cx : cy);
                double light = 1 - 0.3 * off / (r + 1);
                int shaded = Foliage.rgb(((rgb >> 16) & 255) * light, ((rgb >> 8) & 255) * light, (rgb & 255) * light);
                int x = (int) Math.round(steep ? at : cx);
                int y = (int) Math.round(steep ? cy : at);
                canvas.dot(x, y, shaded, Math.min(1, r + 0.5 - Math.abs(off)));
            }
        }
    }

    private double[] hang(List<PlantedCluster> clusters, Canvas front) {
        double[] shares = new double[clusters.size()];
        double px = settings.pixelsPerMetre();
        for (int i = 0; i < shares.length; i++) {
            PlantedCluster c = clusters.get(i);
            double top = c.height() + c.length() / 2;
            line(c.along(), top - 0.02, c.along() + 0.01, top + 0.05, 0.003, 0x7C8A45);
            Canvas fruit = Fruit.paint(c, px, random);
            int left = (int) Math.round(x(c.along())) - fruit.width / 2;
            int upper = (int) Math.round(y(c.height())) - fruit.height / 2;
            shade(c, (int) Math.round(0.012 * px));
            canvas.draw(fruit, left, upper, 256);
            shares[i] = visibleShare(fruit, left, upper, front);
        }
        return shares;
    }

    /** The soft shadow a cluster throws on what is behind it. */
    private void shade(PlantedCluster c, int aside) {
        double rx = c.width() / 2 * settings.pixelsPerMetre() * 1.25;
        double ry = c.length() / 2 * settings.pixelsPerMetre() * 1.15;
        int cx = (int) Math.round(x(c.along())) + aside;
        int cy = (int) Math.round(y(c.height())) + aside;
        for (int y = (int) -ry; y <= ry; y++) {
            for (int x = (int) -rx; x <= rx; x++) {
                double d = x * x / (rx * rx) + y * y / (ry * ry);
                if (d < 1 && opaque(canvas, cx + x, cy + y)) {
                    canvas.dot(cx + x, cy + y, 0x0A1008, 0.5 * (1 - d));
                }
            }
        }
    }

    private static boolean opaque(Canvas canvas, int x, int y) {
        return x >= 0
                && y >= 0
                && x < canvas.width
                && y < canvas.height
                && canvas.pixels[y * canvas.width + x] >>> 24 > 127;
    }

    private static double visibleShare(Canvas fruit, int left, int top, Canvas front) {
        int all = 0;
        int hidden = 0;
        for (int y = 0; y < fruit.height; y++) {
            for (int x = 0; x < fruit.width; x++) {
                if (opaque(fruit, x, y)) {
                    all++;
                    // a leaf's shadow darkens but hides nothing
                    if (left + x >= 0
                            && top + y >= 0
                            && left + x < front.width
                            && top + y < front.height
                            && front.pixels[(top + y) * front.width + left + x] >>> 24 > 200) {
                        hidden++;
                    }
                }
            }
        }
        return all == 0 ? 0 : 1 - (double) hidden / all;
    }
}
