package symphony.core.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Vine;

/** The rows that a registry knows by their vines or their lines; those it lacks follow from their neighbours. */
final class SurveyedRows {
    private static final double SHORTEST = 1;

    private SurveyedRows() {}

    static Optional<BlockGeometry> of(Block block) {
        List<GeoPoint> points = new ArrayList<>();
        for (Row row : block.rows()) {
            points.addAll(places(row).values());
            points.addAll(row.line());
        }
        if (points.isEmpty()) {
            return Optional.empty();
        }
        LocalPlane plane = LocalPlane.at(points);
        TreeMap<Integer, RowLine> rows = new TreeMap<>();
        for (Row row : block.rows()) {
            fromVines(row, plane)
                    .or(() -> fromLine(row, plane))
                    .filter(line -> line.length() >= SHORTEST)
                    .ifPresent(line -> rows.put(row.number(), line));
        }
        int count = BlockGeometry.rowCount(block);
        if (rows.isEmpty() || (rows.size() == 1 && count > 1)) {
            return Optional.empty();
        }
        fill(rows, block, count);
        return Optional.of(new BlockGeometry(plane, rows, spacing(rows, block), true));
    }

    private static SortedMap<Integer, GeoPoint> places(Row row) {
        TreeMap<Integer, GeoPoint> places = new TreeMap<>();
        for (Vine vine : row.vines()) {
            GeoPoint at = vine.location();
            if (at != null) {
                places.put(vine.number(), at);
            }
        }
        return places;
    }

    /** Through the vines; where the first or last are not surveyed, the line is drawn on to where they must stand. */
    private static Optional<RowLine> fromVines(Row row, LocalPlane plane) {
        SortedMap<Integer, GeoPoint> places = places(row);
        if (places.size() < 2) {
            return Optional.empty();
        }
        int first = places.firstKey();
        int last = places.lastKey();
        int vines =
                Math.max(last, row.vines().stream().mapToInt(Vine::number).max().orElse(last));
        return through(
                        row.number(),
                        places.values().stream().map(plane::toPlane).toList())
                .map(line -> {
                    double step = line.length() / (last - first);
                    double before = (first - 1) * step;
                    double after = (vines - last) * step;
                    return new RowLine(
                            line.row(), line.at(-before), line.ux(), line.uy(), before + line.length() + after);
                });
    }

    private static Optional<RowLine> fromLine(Row row, LocalPlane plane) {
        return through(row.number(), row.line().stream().map(plane::toPlane).toList());
    }

    /** The straight line of least squared distances, from the foot of the first point to that of the last. */
    private static Optional<RowLine> through(int row, List<PlanePoint> points) {
        if (points.size() < 2) {
            return Optional.empty();
        }
        PlanePoint first = points.get(0);
        PlanePoint last = points.get(points.size() - 1);
        if (first.distance(last) < SHORTEST) {
            return Optional.empty();
        }
        double mx = points.stream().mapToDouble(PlanePoint::x).average().orElseThrow();
        double my = points.stream().mapToDouble(PlanePoint::y).average().orElseThrow();
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (PlanePoint p : points) {
            xx += (p.x() - mx) * (p.x() - mx);
            yy += (p.y() - my) * (p.y() - my);
            xy += (p.x() - mx) * (p.y() - my);
        }
        double angle = Math.atan2(2 * xy, xx - yy) / 2;
        double ux = Math.cos(angle);
        double uy = Math.sin(angle);
        if (ux * (last.x() - first.x()) + uy * (last.y() - first.y()) < 0) {
            ux = -ux;
            uy = -uy;
        }
        double from = ux * (first.x() - mx) + uy * (first.y() - my);
        double to = ux * (last.x() - mx) + uy * (last.y() - my);
        return Optional.of(new RowLine(row, new PlanePoint(mx + from * ux, my + from * uy), ux, uy, to - from));
    }

    /** Rows without a survey lie as far from their neighbours as their numbers say. */
    private static void fill(SortedMap<Integer, RowLine> rows, Block block, int count) {
        if (rows.size() < 2) {
            return;
        }
        TreeMap<Integer, RowLine> known = new TreeMap<>(rows);
        for (int n = 1; n <= count; n++) {
            int number = n;
            boolean listed = block.rows().isEmpty()
                    || block.rows().size() < count
                    || block.rows().stream().anyMatch(r -> r.number() == number);
            if (known.containsKey(n) || !listed) {
                continue;
            }
            List<RowLine> near = known.values().stream()
                    .sorted(Comparator.comparingInt(r -> Math.abs(r.row() - number)))
                    .limit(2)
                    .toList();
            RowLine a = near.get(0);
            RowLine b = near.get(1);
            double w = (double) (n - a.row()) / (b.row() - a.row());
            boolean opposed = a.ux() * b.ux() + a.uy() * b.uy() < 0;
            PlanePoint bFirst = opposed ? b.at(b.length()) : b.origin();
            PlanePoint bLast = opposed ? b.origin() : b.at(b.length());
            rows.put(n, RowLine.between(n, mix(a.origin(), bFirst, w), mix(a.at(a.length()), bLast, w)));
        }
    }

    private static PlanePoint mix(PlanePoint a, PlanePoint b, double w) {
        return new PlanePoint((1 - w) * a.x() + w * b.x(), (1 - w) * a.y() + w * b.y());
    }

    /** The median distance of neighbours. */
    private static double spacing(SortedMap<Integer, RowLine> rows, Block block) {
        List<Double> gaps = new ArrayList<>();
        for (Map.Entry<Integer, RowLine> e : rows.entrySet()) {
            RowLine next = rows.get(e.getKey() + 1);
            if (next != null) {
                gaps.add(Math.abs(e.getValue().across(next.at(next.length() / 2))));
            }
        }
        gaps.removeIf(g -> g < 0.3);
        gaps.sort(Comparator.naturalOrder());
        return gaps.isEmpty() ? BlockGeometry.rowSpace(block) : gaps.get(gaps.size() / 2);
    }
}
