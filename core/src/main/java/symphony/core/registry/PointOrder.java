package symphony.core.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import symphony.core.geometry.PlanePoint;

/** The order of a row's points along it, from either of its ends: the same whatever order they come in. */
final class PointOrder {
    /** A row this much longer than the straight way between its ends is taken to be curved. */
    private static final double CURVED = 1.02;
    /** Going from neighbour to neighbour costs the square of the points. */
    private static final int MOST_FOLLOWED = 3000;

    private PointOrder() {}

    /** Indexes of the points, ordered. */
    static List<Integer> along(List<PlanePoint> points) {
        List<Integer> projected = projected(points);
        double straight = length(points, projected);
        PlanePoint first = points.get(projected.get(0));
        PlanePoint last = points.get(projected.get(projected.size() - 1));
        if (points.size() < 4 || points.size() > MOST_FOLLOWED || straight <= CURVED * first.distance(last)) {
            return projected;
        }
        List<Integer> followed = followed(points);
        return length(points, followed) < 0.98 * straight ? followed : projected;
    }

    /** Along the direction in which the points extend most. */
    private static List<Integer> projected(List<PlanePoint> points) {
        double angle = Directions.extent(points);
        double ux = Math.cos(angle);
        double uy = Math.sin(angle);
        List<Integer> order = indexes(points);
        order.sort(Comparator.<Integer>comparingDouble(
                        i -> points.get(i).x() * ux + points.get(i).y() * uy)
                .thenComparing(i -> points.get(i).x())
                .thenComparing(i -> points.get(i).y()));
        return order;
    }

    /** From the point farthest from the middle always on to the nearest that is left. */
    private static List<Integer> followed(List<PlanePoint> points) {
        PlanePoint middle = Directions.middle(points);
        List<Integer> left = indexes(points);
        left.sort(Comparator.<Integer>comparingDouble(i -> points.get(i).x())
                .thenComparing(i -> points.get(i).y()));
        int here = Collections.max(
                left, Comparator.comparingDouble(i -> points.get(i).distance(middle)));
        List<Integer> order = new ArrayList<>();
        while (true) {
            left.remove(Integer.valueOf(here));
            order.add(here);
            if (left.isEmpty()) {
                return order;
            }
            PlanePoint from = points.get(here);
            here = Collections.min(
                    left, Comparator.comparingDouble(i -> points.get(i).distance(from)));
        }
    }

    private static double length(List<PlanePoint> points, List<Integer> order) {
        double sum = 0;
        for (int i = 1; i < order.size(); i++) {
            sum += points.get(order.get(i - 1)).distance(points.get(order.get(i)));
        }
        return sum;
    }

    private static List<Integer> indexes(List<PlanePoint> points) {
        return new ArrayList<>(IntStream.range(0, points.size()).boxed().toList());
    }
}
