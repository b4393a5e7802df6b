package symphony.core.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;

/** Puts what lies in a row into the order along it, and measures the distances that follow. */
final class RowOrder {
    private final SortedMap<Integer, List<GeoPoint>> rows;
    private final Optional<RowAxis> axis;
    private final List<Finding> findings;

    /** @param rows the measured points of each row that has any */
    RowOrder(SortedMap<Integer, List<GeoPoint>> rows, List<Finding> findings) {
        this.rows = rows;
        List<List<GeoPoint>> telling =
                rows.values().stream().filter(r -> r.size() > 1).toList();
        this.axis = telling.isEmpty() ? Optional.empty() : Optional.of(RowAxis.of(telling));
        this.findings = findings;
    }

    /**
     * By the numbers that the survey gives. Without them along the row, all rows beginning at the same end of the block
     * as the first row does, and numbered from 1; without positions as they stand in the file.
     */
    List<SurveyPoint> ordered(List<SurveyPoint> points) {
        boolean measured = points.stream().allMatch(p -> p.at() != null) && axis.isPresent();
        List<SurveyPoint> ordered = new ArrayList<>(points);
        if (points.stream().allMatch(p -> p.number() > 0)) {
            ordered.sort(Comparator.comparingInt(SurveyPoint::number));
            if (measured) {
                warnOfTurns(ordered);
            }
            return ordered;
        }
        if (measured) {
            ordered.sort(Comparator.comparingDouble(this::along));
        }
        for (int i = 0; i < ordered.size(); i++) {
            ordered.set(i, ordered.get(i).numbered(i + 1));
        }
        return ordered;
    }

    /** A line, begun at the same end of the block as the first row's. */
    List<GeoPoint> oriented(List<GeoPoint> line) {
        if (axis.isEmpty() || axis.get().along(line.get(0)) <= axis.get().along(line.get(line.size() - 1))) {
            return line;
        }
        List<GeoPoint> turned = new ArrayList<>(line);
        Collections.reverse(turned);
        return turned;
    }

    /** Poles along their row, from the end that their numbers begin at, as far as each has its own. */
    List<GeoPoint> line(List<SurveyPoint> poles) {
        List<SurveyPoint> ordered = new ArrayList<>(poles);
        ordered.sort(Comparator.comparingDouble(this::along));
        if (ordered.stream()
                                .mapToInt(SurveyPoint::number)
                                .filter(n -> n > 0)
                                .distinct()
                                .count()
                        == poles.size()
                && !poles.isEmpty()
                && ordered.get(0).number() > ordered.get(ordered.size() - 1).number()) {
            Collections.reverse(ordered);
        }
        return ordered.stream().flatMap(p -> Stream.ofNullable(p.at())).toList();
    }

    /** Numbers that do not follow each other along the row mean that two points, or their numbers, were swapped. */
    private void warnOfTurns(List<SurveyPoint> ordered) {
        if (ordered.size() < 3) {
            return;
        }
        double way = along(ordered.get(ordered.size() - 1)) - along(ordered.get(0));
        for (int i = 1; i < ordered.size(); i++) {
            SurveyPoint p = ordered.get(i);
            if ((along(p) - along(ordered.get(i - 1))) * way < 0) {
                findings.add(FindingCode.SURVEY_ORDER.at(
                        p.place(),
                        "number " + p.number() + " of row " + p.row() + " lies before number "
                                + ordered.get(i - 1).number() + " along the row",
                        "see whether the two were swapped; the numbers are kept as they are"));
            }
        }
    }

    private double along(SurveyPoint p) {
        GeoPoint at = p.at();
        return at == null ? 0 : axis.map(a -> a.along(at)).orElse(0.0);
    }

    /** Metres between neighbouring rows, the median; null where no two were measured. */
    @Nullable
    Double rowSpace() {
        if (axis.isEmpty()) {
            return null;
        }
        List<Double> gaps = new ArrayList<>();
        for (Map.Entry<Integer, List<GeoPoint>> row : rows.entrySet()) {
            List<GeoPoint> next = rows.get(row.getKey() + 1);
            if (next != null) {
                gaps.add(Math.abs(across(next, axis.get()) - across(row.getValue(), axis.get())));
            }
        }
        return median(gaps);
    }

    private static double across(List<GeoPoint> row, RowAxis axis) {
        return row.stream().mapToDouble(axis::across).average().orElse(0);
    }

    /** Metres between neighbouring vines, the median; null where no two were measured. */
    @Nullable
    Double plantSpace(List<Row> ordered) {
        if (axis.isEmpty()) {
            return null;
        }
        List<Double> gaps = new ArrayList<>();
        for (Row row : ordered) {
            for (int i = 1; i < row.vines().size(); i++) {
                Vine before = row.vines().get(i - 1);
                Vine vine = row.vines().get(i);
                GeoPoint from = before.location();
                GeoPoint to = vine.location();
                if (from != null && to != null && vine.number() == before.number() + 1) {
                    gaps.add(Math.abs(axis.get().along(to) - axis.get().along(from)));
                }
            }
        }
        return median(gaps);
    }

    private static @Nullable Double median(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        double rounded = Math.round(median * 100) / 100.0; // to the centimetre
        return rounded > 0 ? rounded : null;
    }
}
