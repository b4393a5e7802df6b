package symphony.vision.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Vine leaves of five lobes in many sizes, greens and tilts, each with the shadow it throws. */
final class Foliage {
    private static final double[] LOBE_ANGLE = {0, 1.15, -1.15, 2.3, -2.3};
    private static final double[] LOBE_LENGTH = {1, 0.93, 0.93, 0.74, 0.74};
    private static final int SPRITES = 120;

    private final List<Canvas> leaves = new ArrayList<>();

    Foliage(long seed, double pixelsPerMetre) {
        Random random = new Random(seed * 131 + 5);
        for (int i = 0; i < SPRITES; i++) {
            leaves.add(leaf(random, (0.048 + 0.030 * random.nextDouble()) * pixelsPerMetre));
        }
    }

    Canvas any(Random random) {
        return leaves.get(random.nextInt(leaves.size()));
    }

    /** @param radius pixels from the stalk to the tip */
    private static Canvas leaf(Random random, double radius) {
        double turn = Math.PI / 2 + 0.75 * random.nextGaussian();
        double tilt = 0.6 + 0.4 * random.nextDouble();
        double tiltTurn = random.nextDouble() * Math.PI;
        double light = 0.82 + 0.3 * random.nextDouble();
        double yellow = random.nextDouble() * random.nextDouble();
        double red = (66 + 70 * yellow) * light;
        double green = (112 + 34 * yellow) * light;
        double blue = (44 + 14 * random.nextDouble()) * light;
        double fold = 0.12 * random.nextGaussian();
        int half = (int) Math.ceil(radius * 1.05) + 5;
        Canvas sprite = new Canvas(2 * half + 1, 2 * half + 1);
        double throwX = 0.10 * radius;
        double throwY = 0.20 * radius;
        for (int y = -half; y <= half; y++) {
            for (int x = -half; x <= half; x++) {
                double shadow = outline(x - throwX, y - throwY, radius, turn, tilt, tiltTurn);
                sprite.dot(half + x, half + y, 0x0A1206, 0.55 * smooth((shadow + 1) / (0.28 * radius)));
                double inside = outline(x, y, radius, turn, tilt, tiltTurn);
                if (inside > -1) {
                    double relief = relief(x, y, radius, turn, tilt, tiltTurn, fold);
                    double edge = 0.86 + 0.14 * Math.min(1, Math.max(0, inside) / (0.25 * radius));
                    double shade = (1 + relief) * edge;
                    double vein = Math.max(0, relief - fold) * 80;
                    int rgb = rgb(red * shade + vein, green * shade + vein, blue * shade + 0.5 * vein);
                    sprite.dot(half + x, half + y, rgb, Math.min(1, inside + 0.5));
                }
            }
        }
        return sprite;
    }

    /** Pixels inside the leaf's outline, about; negative outside. */
    private static double outline(double x, double y, double radius, double turn, double tilt, double tiltTurn) {
        double[] p = flat(x, y, tilt, tiltTurn);
        double angle = Math.atan2(p[1], p[0]) - turn;
        double reach = 0.30;
        for (int i = 0; i < LOBE_ANGLE.length; i++) {
            double off = Math.abs(wrapped(angle - LOBE_ANGLE[i])) / 0.68;
            reach = Math.max(reach, LOBE_LENGTH[i] * (1 - 0.36 * Math.pow(off, 1.4)));
        }
        reach += 0.028 * Math.sin(angle * 21);
        return (reach * radius - Math.hypot(p[0], p[1])) * 0.85;
    }

    /** Brightness from the leaf's fold along its middle, and its veins. */
    private static double relief(
            double x, double y, double radius, double turn, double tilt, double tiltTurn, double fold) {
        double[] p = flat(x, y, tilt, tiltTurn);
        double distance = Math.hypot(p[0], p[1]);
        double angle = Math.atan2(p[1], p[0]) - turn;
        double side = wrapped(angle) > 0 ? fold : -fold;
        for (int i = 0; i < LOBE_ANGLE.length; i++) {
            double off = wrapped(angle - LOBE_ANGLE[i]);
            if (Math.abs(off) < 0.6 && distance * Math.abs(Math.sin(off)) < 0.04 * radius && distance < 0.85 * radius) {
                return side + 0.14;
            }
        }
        return side + 0.05 * Math.sin(distance / radius * 9);
    }

    /** Undoes the tilt that shortens the leaf in one direction. */
    private static double[] flat(double x, double y, double tilt, double tiltTurn) {
        double c = Math.cos(tiltTurn);
        double s = Math.sin(tiltTurn);
        double u = (x * c + y * s) / tilt;
        double v = -x * s + y * c;
        return new double[] {u * c - v * s, u * s + v * c};
    }

    private static double wrapped(double angle) {
        return Math.IEEEremainder(angle, 2 * Math.PI);
    }

    private static double smooth(double t) {
        double c = Math.max(0, Math.min(1, t));
        return c * c * (3 - 2 * c);
    }

    static int rgb(double red, double green, double blue) {
        return (channel(red) << 16) | (channel(green) << 8) | channel(blue);
    }

    private static int channel(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }
}
