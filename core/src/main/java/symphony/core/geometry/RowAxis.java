package symphony.core.geometry;

import java.util.Collection;

/** The direction most metres were driven in, either way. */
final class RowAxis {
    private static final int BINS = 180;
    private static final int WINDOW = 6;

    private RowAxis() {}

    /** Radians from east to north, 0 to π. */
    static double of(Collection<Track> tracks) {
        double[] metres = new double[BINS];
        tracks.forEach(t -> add(t, metres));
        int peak = 0;
        double most = -1;
        for (int b = 0; b < BINS; b++) {
            double sum = 0;
            for (int k = -WINDOW; k <= WINDOW; k++) {
                sum += metres[Math.floorMod(b + k, BINS)];
            }
            if (sum > most) {
                most = sum;
                peak = b;
            }
        }
        double offset = 0;
        for (int k = -2 * WINDOW; k <= 2 * WINDOW; k++) {
            offset += k * metres[Math.floorMod(peak + k, BINS)];
        }
        double weight = 0;
        for (int k = -2 * WINDOW; k <= 2 * WINDOW; k++) {
            weight += metres[Math.floorMod(peak + k, BINS)];
        }
        double axis = Math.toRadians(peak + 0.5 + (weight > 0 ? offset / weight : 0));
        return axis;
    }

    /** Steps of two metres: long enough for a steady course, short enough to follow a turn. */
    private static void add(Track t, double[] metres) {
        int from = 0;
        for (int i = 1; i < t.size(); i++) {
            if (t.distance(i) - t.distance(from) < 2) {
                continue;
            }
            double dx = t.x(i) - t.x(from);
            double dy = t.y(i) - t.y(from);
            double degrees = Math.toDegrees(Math.atan2(dy, dx));
            metres[Math.floorMod((int) Math.floor(degrees), BINS)] += Math.hypot(dx, dy);
            from = i;
        }
    }
}
