package symphony.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.geometry.PlanePoint;

/** Rows that bend: each vine is tied to its nearest neighbours on both sides, and what is tied together is a row. */
final class PointChains {
    /** A gap of so many plant spaces is bridged. */
    private static final double FARTHEST = 4.5;
    /** Radians that a row bends at most from vine to vine. */
    private static final double STRAIGHT = Math.toRadians(40);

    private final List<PlanePoint> points;
    private final PointRows.Neighbours neighbours;
    private final int[] parent;

    private PointChains(List<PlanePoint> points, PointRows.Neighbours neighbours) {
        this.points = points;
        this.neighbours = neighbours;
        this.parent = new int[points.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
    }

    static List<List<Integer>> of(List<PlanePoint> points, PointRows.Neighbours neighbours) {
        return new PointChains(points, neighbours).chains();
    }

    private List<List<Integer>> chains() {
        int n = points.size();
        int[] one = new int[n];
        List<Double> steps = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            one[i] = neighbours.nearest(i, j -> true);
            steps.add(one[i] < 0 ? 0 : points.get(i).distance(points.get(one[i])));
        }
        Double median = Directions.median(steps);
        double step = median == null ? 1 : median;
        int[] other = new int[n];
        for (int i = 0; i < n; i++) {
            int from = i;
            int first = one[i];
            other[i] = first < 0
                    ? -1
                    : neighbours.nearest(i, j -> opposite(first, from, j) && distance(from, j) < FARTHEST * step);
            if (first >= 0 && distance(i, first) > 1.6 * step) {
                one[i] = -1; // a vine whose nearest is far stands beside a gap: only a mutual tie counts
            }
        }
        for (int i = 0; i < n; i++) {
            tie(i, one[i], one, other, step);
            tie(i, other[i], one, other, step);
        }
        return gathered();
    }

    private void tie(int i, int j, int[] one, int[] other, double step) {
        if (j >= 0 && (one[j] == i || other[j] == i || (one[i] == j && distance(i, j) < 1.3 * step))) {
            parent[root(i)] = root(j);
        }
    }

    private boolean opposite(int first, int at, int second) {
        PlanePoint a = points.get(first);
        PlanePoint p = points.get(at);
        PlanePoint b = points.get(second);
        double in = Math.atan2(p.y() - a.y(), p.x() - a.x());
        double out = Math.atan2(b.y() - p.y(), b.x() - p.x());
        return Math.abs(Math.IEEEremainder(out - in, 2 * Math.PI)) < STRAIGHT;
    }

    private double distance(int i, int j) {
        return points.get(i).distance(points.get(j));
    }

    private int root(int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    private List<List<Integer>> gathered() {
        SortedMap<Integer, List<Integer>> chains = new TreeMap<>();
        for (int i = 0; i < points.size(); i++) {
            chains.computeIfAbsent(root(i), r -> new ArrayList<>()).add(i);
        }
        return List.copyOf(chains.values());
    }
}
