package symphony.core.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.registry.Survey.Piece;
import symphony.core.registry.Survey.RowFacts;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/** Gives the rows of a survey their numbers: those it has, those its names follow each other by, or by where they lie. */
final class RowNumbers {
    private final Survey survey;
    private final @Nullable LocalPlane plane;
    private final SurveyChoices choices;
    private final List<Finding> findings;
    private final List<String> notes;

    RowNumbers(
            Survey survey,
            @Nullable LocalPlane plane,
            SurveyChoices choices,
            List<Finding> findings,
            List<String> notes) {
        this.survey = survey;
        this.plane = plane;
        this.choices = choices;
        this.findings = findings;
        this.notes = notes;
    }

    SortedMap<Integer, RowFacts> rows() {
        if (survey.rows().isEmpty()) {
            return found();
        }
        strays();
        return labelled();
    }

    private SortedMap<Integer, RowFacts> labelled() {
        TreeMap<Integer, RowFacts> rows = new TreeMap<>();
        Map<String, RowFacts> named = new HashMap<>();
        survey.rows().forEach((label, facts) -> {
            if (label.matches("[0-9]{1,6}")) {
                rows.put(Integer.parseInt(label), facts);
            } else {
                named.put(label, facts);
            }
        });
        if (rows.isEmpty()) {
            return byName(named);
        }
        named.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> stray(e.getKey(), e.getValue()));
        if (rows.firstKey() > 0) {
            return rows;
        }
        notes.add("rows are numbered from 0 in the file; they are numbered from 1 here");
        TreeMap<Integer, RowFacts> fromOne = new TreeMap<>();
        rows.forEach((number, facts) -> fromOne.put(number + 1, facts));
        return fromOne;
    }

    private void stray(String label, RowFacts facts) {
        Place place = facts.firstPlace();
        if (place != null) {
            findings.add(FindingCode.SURVEY_LINE.at(
                    place, "no row number in '" + label + "'", "write the row's number, as for the other rows"));
        }
    }

    private SortedMap<Integer, RowFacts> byName(Map<String, RowFacts> named) {
        List<String> order = named.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        TreeMap<Integer, RowFacts> rows = new TreeMap<>();
        for (String name : order) {
            rows.put(rows.size() + 1, named.getOrDefault(name, new RowFacts()));
        }
        notes.add("rows have names and no numbers; they are numbered in the order of their names, row 1 is '"
                + order.get(0) + "', row " + order.size() + " is '" + order.get(order.size() - 1) + "'");
        return rows;
    }

    /** What tells no row, where others do. */
    private void strays() {
        RowFacts lost = survey.unnumbered();
        List<Place> places = new ArrayList<>(survey.withoutRow());
        lost.vines.forEach(v -> places.add(v.place()));
        lost.pieces.forEach(p -> places.add(p.place()));
        lost.counts.forEach(c -> places.add(c.place()));
        if (!places.isEmpty()) {
            findings.add(FindingCode.SURVEY_LINE.at(
                    places.stream().min(Comparator.comparingInt(Place::line)).get(),
                    (places.size() == 1 ? "this tells no row number" : places.size() + " lines tell no row number")
                            + ", where others do",
                    "give each a property or column 'row' with the row's number, or an id like ROW01VINE02"));
        }
        if (!lost.poles.isEmpty()) {
            survey.passOver("poles without a row", lost.poles.get(0).place());
        }
    }

    /** Nothing tells a row: lines are rows, and points are put into them by where they stand. */
    private SortedMap<Integer, RowFacts> found() {
        RowFacts facts = survey.unnumbered();
        LocalPlane ground = plane;
        if (ground == null || facts.firstPlace() == null || !survey.withoutRow().isEmpty()) {
            strays();
            return Collections.emptySortedMap();
        }
        List<RowFacts> rows = facts.pieces.isEmpty() ? fromPoints(facts, ground) : fromLines(facts, ground);
        if (rows.isEmpty()) {
            return Collections.emptySortedMap();
        }
        if (rows.size() > 1) {
            turnAcross(rows, ground);
        }
        TreeMap<Integer, RowFacts> numbered = new TreeMap<>();
        rows.forEach(r -> numbered.put(numbered.size() + 1, r));
        return numbered;
    }

    private List<RowFacts> fromPoints(RowFacts facts, LocalPlane ground) {
        boolean poles = facts.vines.isEmpty();
        List<SurveyPoint> points = measured(poles ? facts.poles : facts.vines);
        if (points.isEmpty()) {
            return List.of();
        }
        List<PlanePoint> places = points.stream().flatMap(p -> place(p, ground)).toList();
        java.util.OptionalDouble direction = choices.rowDirection().isPresent()
                ? java.util.OptionalDouble.of(
                        Math.toRadians(90 - choices.rowDirection().getAsDouble()))
                : java.util.OptionalDouble.empty();
        List<RowFacts> rows = new ArrayList<>();
        for (List<Integer> members : PointRows.of(places, poles, direction)) {
            RowFacts row = new RowFacts();
            members.forEach(i -> (poles ? row.poles : row.vines).add(points.get(i)));
            rows.add(row);
        }
        notes.add(rows.size() + " rows were found from the places of " + points.size() + (poles ? " poles" : " vines"));
        if (!poles) {
            measured(facts.poles).forEach(p -> nearest(p, rows, ground).poles.add(p));
        }
        return rows;
    }

    private List<RowFacts> fromLines(RowFacts facts, LocalPlane ground) {
        List<RowFacts> rows = new ArrayList<>();
        for (Piece piece : facts.pieces) {
            RowFacts row = new RowFacts();
            row.pieces.add(piece);
            rows.add(row);
        }
        List<PlanePoint> middles = rows.stream().map(r -> middle(r, ground)).toList();
        double across = rows.size() < 2 ? 0 : Directions.extent(middles);
        rows.sort(Comparator.comparingDouble(r ->
                middle(r, ground).x() * Math.cos(across) + middle(r, ground).y() * Math.sin(across)));
        measured(facts.vines).forEach(v -> nearest(v, rows, ground).vines.add(v));
        measured(facts.poles).forEach(p -> nearest(p, rows, ground).poles.add(p));
        return rows;
    }

    /** Row 1 where a person says, else in the west, or in the north where rows run from west to east. */
    private void turnAcross(List<RowFacts> rows, LocalPlane ground) {
        PlanePoint first = middle(rows.get(0), ground);
        PlanePoint last = middle(rows.get(rows.size() - 1), ground);
        double dx = first.x() - last.x();
        double dy = first.y() - last.y();
        Compass usual = Math.abs(dx) >= Math.abs(dy) ? Compass.WEST : Compass.NORTH;
        if (choices.firstRow().orElse(usual).of(dx, dy) < 0) {
            Collections.reverse(rows);
            dx = -dx;
            dy = -dy;
        }
        notes.add("rows are numbered from the "
                + Compass.of(new PlanePoint(dx, dy)).text()
                + (choices.firstRow().isPresent()
                        ? ", as was said"
                        : ", since the file does not number them; --first-row says otherwise"));
    }

    /** In one order, whatever the order of the file. */
    private static List<SurveyPoint> measured(List<SurveyPoint> points) {
        return points.stream()
                .filter(p -> p.at() != null)
                .sorted(SurveyPoint.BY_PLACE)
                .toList();
    }

    private static RowFacts nearest(SurveyPoint point, List<RowFacts> rows, LocalPlane ground) {
        PlanePoint at = place(point, ground).findFirst().orElse(new PlanePoint(0, 0));
        return Collections.min(rows, Comparator.comparingDouble(r -> Directions.toLine(at, way(r, ground))));
    }

    private static PlanePoint middle(RowFacts row, LocalPlane ground) {
        return Directions.middle(way(row, ground));
    }

    private static List<PlanePoint> way(RowFacts row, LocalPlane ground) {
        if (!row.pieces.isEmpty()) {
            return row.pieces.stream()
                    .flatMap(p -> p.points().stream())
                    .map(ground::toPlane)
                    .toList();
        }
        return (row.vines.isEmpty() ? row.poles : row.vines)
                .stream().flatMap(p -> place(p, ground)).toList();
    }

    private static Stream<PlanePoint> place(SurveyPoint point, LocalPlane ground) {
        return Stream.ofNullable(point.at()).map(ground::toPlane);
    }
}
