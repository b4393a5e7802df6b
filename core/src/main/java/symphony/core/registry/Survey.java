package symphony.core.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/** What a survey's file holds of one block, gathered line by line, and the block that comes of it. */
final class Survey {
    private final List<Finding> findings;
    private final SortedMap<Integer, List<SurveyPoint>> vines = new TreeMap<>();
    private final SortedMap<Integer, List<SurveyPoint>> poles = new TreeMap<>();
    private final SortedMap<Integer, List<GeoPoint>> lines = new TreeMap<>();
    private final SortedMap<Integer, Integer> counts = new TreeMap<>();
    private final Map<String, Place> seen = new HashMap<>();
    private List<GeoPoint> outline = List.of();

    Survey(List<Finding> findings) {
        this.findings = findings;
    }

    void vine(SurveyPoint p) {
        if (p.number() == 0 || once("vine " + p.number() + " of row " + p.row(), p.place())) {
            vines.computeIfAbsent(p.row(), row -> new ArrayList<>()).add(p);
        }
    }

    /** Poles are only points of a line, so one that is labelled wrongly does no harm: where it stands counts. */
    void pole(SurveyPoint p) {
        String what = "pole " + p.number() + " of row " + p.row();
        Place first = p.number() == 0 ? null : seen.putIfAbsent(what, p.place());
        if (first != null) {
            findings.add(FindingCode.SURVEY_ORDER.at(
                    p.place(),
                    what + " stands twice, first on line " + first.line()
                            + "; poles are taken in their order along the row",
                    "see whether the label is wrong"));
        }
        poles.computeIfAbsent(p.row(), row -> new ArrayList<>()).add(p);
    }

    void line(int row, List<GeoPoint> line, Place place) {
        if (once("row " + row, place)) {
            lines.put(row, line);
        }
    }

    void count(int row, int count, Place place) {
        if (once("the number of vines of row " + row, place)) {
            counts.put(row, count);
        }
    }

    void outline(List<GeoPoint> ring) {
        outline = ring;
    }

    boolean isEmpty() {
        return vines.isEmpty() && poles.isEmpty() && lines.isEmpty() && counts.isEmpty() && outline.isEmpty();
    }

    private boolean once(String what, Place place) {
        Place first = seen.putIfAbsent(what, place);
        if (first != null) {
            findings.add(FindingCode.LISTED_TWICE.at(
                    place, what + " stands twice, first on line " + first.line(), "remove one of the two"));
        }
        return first == null;
    }

    Block block(String name) {
        Set<Integer> numbers = new TreeSet<>(vines.keySet());
        numbers.addAll(poles.keySet());
        numbers.addAll(lines.keySet());
        numbers.addAll(counts.keySet());
        RowOrder order = new RowOrder(measured(), findings);
        List<Row> rows = new ArrayList<>();
        for (int number : numbers) {
            List<SurveyPoint> ordered = order.ordered(vines.getOrDefault(number, List.of()));
            List<GeoPoint> line = lines.containsKey(number)
                    ? order.oriented(lines.getOrDefault(number, List.of()))
                    : order.line(poles.getOrDefault(number, List.of()));
            Integer plants = ordered.isEmpty() ? counts.get(number) : Integer.valueOf(ordered.size());
            List<Vine> own = ordered.stream()
                    .map(p -> new Vine(p.number(), p.at(), p.variety()))
                    .toList();
            rows.add(new Row("", number, plants, line, own));
        }
        return new Block(
                "",
                name,
                rows.isEmpty() ? null : Integer.valueOf(rows.size()),
                order.rowSpace(),
                order.plantSpace(rows),
                varietal(),
                outline,
                rows);
    }

    /** All positions of each row, lines and poles first, since they are what a row's line is made of. */
    private SortedMap<Integer, List<GeoPoint>> measured() {
        SortedMap<Integer, List<GeoPoint>> all = new TreeMap<>(lines);
        for (SortedMap<Integer, List<SurveyPoint>> points : List.of(poles, vines)) {
            points.forEach((row, own) -> {
                List<GeoPoint> at = own.stream()
                        .sorted(Comparator.comparingInt(SurveyPoint::number))
                        .flatMap(p -> Stream.ofNullable(p.at()))
                        .toList();
                if (!at.isEmpty()) {
                    all.putIfAbsent(row, at);
                }
            });
        }
        return all;
    }

    /** All varieties there are, in the order of the rows. */
    private String varietal() {
        Set<String> known = new HashSet<>();
        return vines.values().stream()
                .flatMap(List::stream)
                .map(SurveyPoint::variety)
                .filter(v -> !v.isEmpty() && known.add(v))
                .collect(Collectors.joining("/"));
    }
}
