package symphony.core.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import symphony.core.geometry.PlanePoint;

/**
 * Finds the rows that points stand in when nothing says which. Points form a lattice: a vine's nearest neighbour stands in
 * its own row, a pole's in the next. Straight rows part across their common direction; curved ones are followed from
 * neighbour to neighbour.
 */
final class PointRows {
    private static final int SAMPLE = 2000;
    private static final double BIN = 0.3;
    /** How far the direction may lie from that of the nearest neighbours. */
    private static final double SEARCH = Math.toRadians(8);
    /** Directions that differ by less belong to one row. */
    private static final double PARALLEL = Math.toRadians(30);

    private final List<PlanePoint> points;
    private final Neighbours neighbours;
    private final List<Integer> sample;

    private PointRows(List<PlanePoint> points) {
        this.points = points;
        this.neighbours = new Neighbours(points);
        int step = Math.max(1, points.size() / SAMPLE);
        this.sample = IntStream.range(0, points.size())
                .filter(i -> i % step == 0)
                .boxed()
                .toList();
    }

    /**
     * Indexes of the points of each row; rows in their order across, beginning on the left of their direction.
     *
     * @param poles whether the points are poles, else vines
     * @param direction of the rows where it is said, radians from east to north
     */
    static List<List<Integer>> of(List<PlanePoint> points, boolean poles, OptionalDouble direction) {
        if (points.size() < 3) {
            return List.of(IntStream.range(0, points.size()).boxed().toList());
        }
        return new PointRows(points).rows(poles, direction);
    }

    private List<List<Integer>> rows(boolean poles, OptionalDouble said) {
        double nearest = commonDirection(i -> neighbours.nearest(i, j -> true));
        double other =
                commonDirection(i -> neighbours.nearest(i, j -> Math.abs(turn(direction(i, j) - nearest)) > PARALLEL));
        double axis = refined(said.orElse(poles && !Double.isNaN(other) ? other : nearest));
        double apart = apart(axis);
        if (Double.isNaN(apart)) {
            return List.of(IntStream.range(0, points.size()).boxed().toList());
        }
        List<List<Integer>> straight = parted(axis, apart / 2);
        List<List<Integer>> wide =
                straight.stream().filter(r -> width(r, axis) > 0.6 * apart).toList();
        boolean areStraight =
                wide.size() * 10 <= straight.size() && wide.stream().noneMatch(r -> isTwo(r, straight));
        return areStraight || poles ? straight : followed(axis);
    }

    /** Two rows whose bends leave no gap between them when looked at along a line. */
    private static boolean isTwo(List<Integer> row, List<List<Integer>> all) {
        int usual = all.stream().mapToInt(List::size).sorted().toArray()[all.size() / 2];
        return row.size() > 1.5 * usual;
    }

    private interface Neighbour {
        int of(int point);
    }

    /** The direction that most sampled points have to the neighbour asked for; NaN where none has one. */
    private double commonDirection(Neighbour neighbour) {
        double[] bins = new double[180];
        double found = 0;
        for (int i : sample) {
            int j = neighbour.of(i);
            if (j >= 0) {
                bins[Math.floorMod((int) Math.floor(Math.toDegrees(direction(i, j))), 180)]++;
                found++;
            }
        }
        if (found == 0) {
            return Double.NaN;
        }
        int peak = 0;
        double most = -1;
        for (int b = 0; b < 180; b++) {
            double sum = 0;
            for (int k = -5; k <= 5; k++) {
                sum += bins[Math.floorMod(b + k, 180)] * (6 - Math.abs(k));
            }
            if (sum > most) {
                most = sum;
                peak = b;
            }
        }
        return Math.toRadians(peak + 0.5);
    }

    /** The direction near the one given across which the points crowd most into few places. */
    private double refined(double axis) {
        PlanePoint middle = Directions.middle(points);
        double extent = points.stream().mapToDouble(middle::distance).max().orElse(1);
        double step = Math.max(Math.toRadians(0.02), BIN / 4 / Math.max(extent, 1));
        int steps = (int) Math.ceil(SEARCH / step);
        double best = -1;
        int first = 0;
        int last = 0;
        for (int s = -steps; s <= steps; s++) {
            double sharp = sharpness(axis + s * step, middle, extent);
            if (sharp > best + 1e-9) {
                best = sharp;
                first = s;
                last = s;
            } else if (Math.abs(sharp - best) <= 1e-9 && s == last + 1) {
                last = s;
            }
        }
        return axis + (first + last) / 2.0 * step;
    }

    private double sharpness(double angle, PlanePoint middle, double extent) {
        int half = (int) Math.ceil(extent / BIN) + 1;
        int[] bins = new int[2 * half + 1];
        double ux = Math.cos(angle);
        double uy = Math.sin(angle);
        for (int i : sample) {
            PlanePoint p = points.get(i);
            double across = (p.y() - middle.y()) * ux - (p.x() - middle.x()) * uy;
            bins[half + (int) Math.round(across / BIN)]++;
        }
        double sum = 0;
        for (int i = 1; i < bins.length; i++) {
            double pair = bins[i - 1] + bins[i]; // a row on the border of two bins is as sharp as one in the middle
            sum += pair * pair;
        }
        return sum;
    }

    /** Metres across from a row to the next: the median over nearest neighbours in other rows; NaN where there are none. */
    private double apart(double axis) {
        List<Double> across = new ArrayList<>();
        for (int i : sample) {
            int j = neighbours.nearest(i, k -> Math.abs(turn(direction(i, k) - axis)) > PARALLEL);
            if (j >= 0) {
                across.add(Math.abs(across(points.get(j), axis) - across(points.get(i), axis)));
            }
        }
        Double median = Directions.median(across);
        return median == null || median < 0.3 ? Double.NaN : median;
    }

    private List<List<Integer>> parted(double axis, double gap) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, points.size()).boxed().toList());
        order.sort(Comparator.<Integer>comparingDouble(i -> -across(points.get(i), axis))
                .thenComparing(Comparator.naturalOrder()));
        List<List<Integer>> rows = new ArrayList<>();
        double before = Double.POSITIVE_INFINITY;
        for (int i : order) {
            double here = across(points.get(i), axis);
            if (rows.isEmpty() || before - here > gap) {
                rows.add(new ArrayList<>());
            }
            rows.get(rows.size() - 1).add(i);
            before = here;
        }
        return rows;
    }

    private double width(List<Integer> row, double axis) {
        return across(points.get(row.get(0)), axis) - across(points.get(row.get(row.size() - 1)), axis);
    }

    private List<List<Integer>> followed(double axis) {
        List<List<Integer>> rows = new ArrayList<>(PointChains.of(points, neighbours));
        rows.sort(Comparator.comparingDouble(
                r -> -across(Directions.middle(r.stream().map(points::get).toList()), axis)));
        return rows;
    }

    private double direction(int from, int to) {
        PlanePoint a = points.get(from);
        PlanePoint b = points.get(to);
        return Math.atan2(b.y() - a.y(), b.x() - a.x());
    }

    /** To the nearest equal direction of lines, which have no sense: -π/2 to π/2. */
    private static double turn(double angle) {
        return Math.IEEEremainder(angle, Math.PI);
    }

    private static double across(PlanePoint p, double axis) {
        return p.y() * Math.cos(axis) - p.x() * Math.sin(axis);
    }

    /** The nearest of many points, by looking to both sides in their order from west to east. */
    static final class Neighbours {
        private final List<PlanePoint> points;
        private final List<Integer> eastward;
        private final int[] rank;

        Neighbours(List<PlanePoint> points) {
            this.points = points;
            eastward = new ArrayList<>(IntStream.range(0, points.size()).boxed().toList());
            eastward.sort(Comparator.comparingDouble(i -> points.get(i).x()));
            rank = new int[points.size()];
            for (int r = 0; r < rank.length; r++) {
                rank[eastward.get(r)] = r;
            }
        }

        /** The nearest other point that will do; -1 where there is none. */
        int nearest(int of, IntPredicate willDo) {
            PlanePoint p = points.get(of);
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            int west = rank[of] - 1;
            int east = rank[of] + 1;
            while (west >= 0 || east < rank.length) {
                double toWest =
                        west >= 0 ? p.x() - points.get(eastward.get(west)).x() : Double.POSITIVE_INFINITY;
                double toEast =
                        east < rank.length ? points.get(eastward.get(east)).x() - p.x() : Double.POSITIVE_INFINITY;
                if (Math.min(toWest, toEast) > least) {
                    return best;
                }
                int candidate = toWest <= toEast ? eastward.get(west--) : eastward.get(east++);
                double distance = p.distance(points.get(candidate));
                if (distance < least && distance > 0 && willDo.test(candidate)) {
                    least = distance;
                    best = candidate;
                }
            }
            return best;
        }
    }
}
