package symphony.vision.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import symphony.core.geometry.VinePlace;

/**
 * A row of clusters and a camera that drives past: true boxes, made worse by misses that last for several frames (a leaf
 * hides a cluster) and by false boxes. Knows nothing of how they are counted.
 */
final class World {
    static final int WIDTH = 960;
    static final int HEIGHT = 600;
    /** The image spans so many metres at the fruit's mean depth. */
    private static final double VIEW = 1.1;

    private static final double SPACING = 1.8;

    /** A true cluster. */
    record Fruit(int vine, double along, double v, double size, double depth) {}

    /** What a camera saw. */
    record Film(List<SelectedFrame> frames, List<Detection> boxes) {}

    /** How it is filmed; metres along the row, metres between frames. */
    record Drive(double from, double to, double step, double missed, double falseShare, boolean shifts) {
        Drive reversed() {
            return new Drive(to, from, step, missed, falseShare, shifts);
        }

        Drive withStep(double other) {
            return new Drive(from, to, other, missed, falseShare, shifts);
        }

        Drive withoutShifts() {
            return new Drive(from, to, step, missed, falseShare, false);
        }
    }

    final List<Fruit> fruits = new ArrayList<>();
    final List<VinePlace> vines;
    private final long seed;

    World(long seed, int vineCount, int clustersPerVine) {
        this.seed = seed;
        this.vines = IntStream.rangeClosed(1, vineCount)
                .mapToObj(n -> new VinePlace(n, (n - 1) * SPACING))
                .toList();
        Random random = new Random(seed);
        for (VinePlace vine : vines) {
            for (int i = 0; i < clustersPerVine; ) {
                Fruit f = new Fruit(
                        vine.vine(),
                        vine.along() + clamp(random.nextGaussian() * 0.3, -0.75, 0.75),
                        HEIGHT * (0.2 + 0.6 * random.nextDouble()),
                        0.07 + 0.04 * random.nextDouble(),
                        clamp(1 + 0.05 * random.nextGaussian(), 0.88, 1.12));
                if (fruits.stream().allMatch(o -> distance(o, f.along(), f.v()) > 0.11)) {
                    fruits.add(f);
                    i++;
                }
            }
        }
    }

    /** Metres on the row's wall. */
    static double distance(Fruit f, double along, double v) {
        return Math.hypot(f.along() - along, (f.v() - v) * VIEW / WIDTH);
    }

    Drive drive(double missed, double falseShare) {
        double last = vines.get(vines.size() - 1).along();
        return new Drive(-1.5, last + 1.5, 0.12, missed, falseShare, true);
    }

    /** @param growsRight whether metres along the row grow to the right in the image */
    Film film(Drive drive, boolean growsRight) {
        Random random = new Random(seed * 31 + 7);
        double perMetre = WIDTH / VIEW * (growsRight ? 1 : -1);
        int n = (int) (Math.abs(drive.to() - drive.from()) / drive.step());
        double sign = Math.signum(drive.to() - drive.from());
        List<SelectedFrame> frames = new ArrayList<>();
        List<Detection> boxes = new ArrayList<>();
        Map<Fruit, Integer> hidden = new HashMap<>();
        for (int i = 0; i < n; i++) {
            double camera = drive.from() + sign * i * drive.step();
            double shift = i == 0 || !drive.shifts()
                    ? Double.NaN
                    : -perMetre * sign * drive.step() + random.nextGaussian() * 2;
            SelectedFrame frame = new SelectedFrame(1000 + i * 3L, camera + random.nextGaussian() * 0.01, shift);
            frames.add(frame);
            double shake = random.nextGaussian() * 2;
            int shown = 0;
            for (Fruit f : fruits) {
                double w = f.size() * Math.abs(perMetre);
                double h = w * 1.3;
                double u = WIDTH / 2.0 + (f.along() - camera) * perMetre * f.depth();
                if (u < w / 2 || u > WIDTH - w / 2) {
                    continue;
                }
                shown++;
                if (!isHidden(f, hidden, drive.missed(), random)) {
                    boxes.add(new Detection(
                            frame.number(),
                            u - w / 2 + random.nextGaussian() * 2,
                            f.v() - h / 2 + shake + random.nextGaussian() * 2,
                            w * (1 + 0.05 * random.nextGaussian()),
                            h * (1 + 0.05 * random.nextGaussian()),
                            0.6 + 0.4 * random.nextDouble()));
                }
            }
            for (int k = 0; k < shown; k++) {
                if (random.nextDouble() < drive.falseShare()) {
                    boxes.add(falseBox(frame.number(), random));
                }
            }
        }
        return new Film(frames, boxes);
    }

    static Detection falseBox(long frame, Random random) {
        double w = 60 + 40 * random.nextDouble();
        return new Detection(
                frame,
                random.nextDouble() * (WIDTH - w),
                random.nextDouble() * (HEIGHT - w),
                w,
                w * 1.3,
                0.4 + 0.5 * random.nextDouble());
    }

    /** Hidden for some frames at a time, so often that the share of missed boxes is as asked. */
    private static boolean isHidden(Fruit f, Map<Fruit, Integer> hidden, double share, Random random) {
        int left = hidden.getOrDefault(f, 0);
        if (left > 0) {
            hidden.put(f, left - 1);
            return true;
        }
        if (random.nextDouble() < share / (2 * (1 - share))) {
            hidden.put(f, random.nextInt(3));
            return true;
        }
        return false;
    }

    private static double clamp(double x, double least, double most) {
        return Math.max(least, Math.min(most, x));
    }
}
