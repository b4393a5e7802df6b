package symphony.core.registry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.PlanePoint;

/** Directions and distances on the plane, radians from east to north. */
final class Directions {
    private Directions() {}

    static PlanePoint middle(List<PlanePoint> points) {
        return new PlanePoint(
                points.stream().mapToDouble(PlanePoint::x).average().orElse(0),
                points.stream().mapToDouble(PlanePoint::y).average().orElse(0));
    }

    /** The direction in which points extend most, by least squared distances; -π/2 to π/2. */
    static double extent(List<PlanePoint> points) {
        PlanePoint m = middle(points);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (PlanePoint p : points) {
            xx += (p.x() - m.x()) * (p.x() - m.x());
            yy += (p.y() - m.y()) * (p.y() - m.y());
            xy += (p.x() - m.x()) * (p.y() - m.y());
        }
        return Math.atan2(2 * xy, xx - yy) / 2;
    }

    /** From a point to a line of straight pieces. */
    static double toLine(PlanePoint p, List<PlanePoint> line) {
        double least = p.distance(line.get(0));
        for (int i = 1; i < line.size(); i++) {
            least = Math.min(least, toPiece(p, line.get(i - 1), line.get(i)));
        }
        return least;
    }

    private static double toPiece(PlanePoint p, PlanePoint a, PlanePoint b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double squared = dx * dx + dy * dy;
        double w = squared == 0 ? 0 : ((p.x() - a.x()) * dx + (p.y() - a.y()) * dy) / squared;
        double inside = Math.max(0, Math.min(1, w));
        return p.distance(new PlanePoint(a.x() + inside * dx, a.y() + inside * dy));
    }

    static @Nullable Double median(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
