package symphony.vision.sim;

import java.util.Random;

/** What lies behind the filmed row. Each layer wraps around, so it can be scrolled without end. */
final class Scenery {
    private static final int WIDTH = 2048;

    /** Height of the camera above the ground, hence of the horizon. */
    private static final double CAMERA_HEIGHT = 1.2;

    private final Canvas nextRow;
    private final Canvas field;

    Scenery(SimulatorSettings settings) {
        Random random = new Random(settings.seed() * 271 + 3);
        // the next row stands three times as far away as the one that is filmed
        double scale = settings.pixelsPerMetre() / 3;
        Foliage far = new Foliage(settings.seed() + 1, scale);
        double horizon = (View.TOP - CAMERA_HEIGHT) * settings.pixelsPerMetre();
        nextRow = nextRow(random, far, settings.frameHeight() + 2 * RowStrip.MARGIN, horizon, scale);
        field = field(random, far, settings.frameHeight() + 2 * RowStrip.MARGIN, horizon + RowStrip.MARGIN);
    }

    Canvas nextRow() {
        return nextRow;
    }

    Canvas field() {
        return field;
    }

    private static Canvas nextRow(Random random, Foliage leaves, int height, double horizon, double scale) {
        Canvas c = new Canvas(WIDTH, height);
        double ground = horizon + RowStrip.MARGIN + CAMERA_HEIGHT * scale;
        skyAndGrass(c, random, horizon + RowStrip.MARGIN);
        for (int x = 40; x < WIDTH; x += (int) (1.4 * scale)) {
            for (int y = (int) (ground - 0.9 * scale); y < ground; y++) {
                for (int k = -2; k <= 2; k++) {
                    c.dot(x + k, y, 0x332A20, 1);
                }
            }
        }
        int number = WIDTH * 4;
        for (int i = 0; i < number; i++) {
            Canvas leaf = leaves.any(random);
            double up = 0.62 + 1.3 * Math.pow(random.nextDouble(), 0.8);
            int x = random.nextInt(WIDTH) - leaf.width / 2;
            int y = (int) (ground - up * scale) - leaf.height / 2;
            int gain = (int) (256 * (0.26 + 0.30 * (up - 0.7) * random.nextDouble() + 0.12 * random.nextDouble()));
            c.draw(leaf, x, y, gain);
            c.draw(leaf, x < WIDTH / 2 ? x + WIDTH : x - WIDTH, y, gain);
        }
        return c.blurred(2).blurred(2);
    }

    private static Canvas field(Random random, Foliage leaves, int height, double horizon) {
        Canvas c = new Canvas(WIDTH, height);
        skyAndGrass(c, random, horizon);
        for (int i = 0; i < 5000; i++) {
            Canvas leaf = leaves.any(random);
            int x = random.nextInt(WIDTH);
            double crown =
                    0.5 + 0.3 * Math.sin(x * 2 * Math.PI * 9 / WIDTH) + 0.2 * Math.sin(x * 2 * Math.PI * 23 / WIDTH);
            int y = (int) (horizon - crown * 0.45 * horizon * random.nextDouble());
            int gain = (int) (256 * (0.28 + 0.22 * random.nextDouble()));
            c.draw(leaf, x - leaf.width / 2, y - leaf.height / 2, gain);
            c.draw(leaf, x - leaf.width / 2 + (x < WIDTH / 2 ? WIDTH : -WIDTH), y - leaf.height / 2, gain);
        }
        return c.blurred(2).blurred(1);
    }

    private static void skyAndGrass(Canvas c, Random random, double horizon) {
        double tuft = 0;
        for (int y = 0; y < c.height; y++) {
            double down = Math.max(0, (y - horizon) / (c.height - horizon));
            double up = Math.max(0, Math.min(1, y / Math.max(1, horizon)));
            for (int x = 0; x < c.width; x++) {
                int rgb;
                if (y < horizon) {
                    rgb = Foliage.rgb(176 + 40 * up, 198 + 24 * up, 222 + 6 * up);
                } else {
                    tuft = 0.7 * tuft + 16 * random.nextGaussian() * (0.4 + down);
                    double light = 0.62 + 0.3 * down;
                    rgb = Foliage.rgb((96 + tuft) * light, (118 + tuft) * light, (60 + 0.7 * tuft) * light);
                }
                c.pixels[y * c.width + x] = 0xFF000000 | rgb;
            }
        }
    }
}
