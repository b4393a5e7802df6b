package symphony.core.verify;

import java.util.List;
import symphony.core.registry.GeoPoint;

/** Distances on the ground, in metres, good for the few kilometres of a farm: a local plane at the first point. */
final class Ground {
    private static final double METRES_PER_DEGREE = 111_320;

    private Ground() {}

    static boolean isValid(GeoPoint p) {
        return Math.abs(p.latitude()) <= 90 && Math.abs(p.longitude()) <= 180;
    }

    static double metres(GeoPoint a, GeoPoint b) {
        return Math.hypot(east(a, b), north(a, b));
    }

    static double length(List<GeoPoint> line) {
        double sum = 0;
        for (int i = 1; i < line.size(); i++) {
            sum += metres(line.get(i - 1), line.get(i));
        }
        return sum;
    }

    static GeoPoint middle(List<GeoPoint> line) {
        GeoPoint a = line.get(0);
        GeoPoint b = line.get(line.size() - 1);
        return new GeoPoint((a.longitude() + b.longitude()) / 2, (a.latitude() + b.latitude()) / 2);
    }

    /** From a point to the straight line through the ends of another, which goes on past them. */
    static double across(GeoPoint p, List<GeoPoint> line) {
        GeoPoint a = line.get(0);
        GeoPoint b = line.get(line.size() - 1);
        double dx = east(a, b);
        double dy = north(a, b);
        return Math.abs(dx * north(a, p) - dy * east(a, p)) / Math.hypot(dx, dy);
    }

    /** From a point to the nearest place on a line. */
    static double toLine(GeoPoint p, List<GeoPoint> line) {
        double nearest = metres(p, line.get(0));
        for (int i = 1; i < line.size(); i++) {
            GeoPoint a = line.get(i - 1);
            double dx = east(a, line.get(i));
            double dy = north(a, line.get(i));
            double length = dx * dx + dy * dy;
            double share = length == 0 ? 0 : (east(a, p) * dx + north(a, p) * dy) / length;
            double at = Math.max(0, Math.min(1, share));
            nearest = Math.min(nearest, Math.hypot(east(a, p) - at * dx, north(a, p) - at * dy));
        }
        return nearest;
    }

    /** Whether a point lies in a ring, by counting the edges that a ray to the east crosses. */
    static boolean inside(GeoPoint p, List<GeoPoint> ring) {
        boolean in = false;
        for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            GeoPoint a = ring.get(i);
            GeoPoint b = ring.get(j);
            boolean spans = (a.latitude() > p.latitude()) != (b.latitude() > p.latitude());
            if (spans
                    && p.longitude()
                            < (b.longitude() - a.longitude())
                                            * (p.latitude() - a.latitude())
                                            / (b.latitude() - a.latitude())
                                    + a.longitude()) {
                in = !in;
            }
        }
        return in;
    }

    private static double east(GeoPoint from, GeoPoint to) {
        return (to.longitude() - from.longitude())
                * METRES_PER_DEGREE
                * Math.cos(Math.toRadians((from.latitude() + to.latitude()) / 2));
    }

    private static double north(GeoPoint from, GeoPoint to) {
        return (to.latitude() - from.latitude()) * METRES_PER_DEGREE;
    }
}
