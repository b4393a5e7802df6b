package symphony.core.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import symphony.core.verify.Place;

/** What a survey's file holds of one block, gathered line by line; {@link SurveyedBlock} makes the block of it. */
final class Survey {
    /** A drawn line, or the ring around a row. */
    record Piece(List<GeoPoint> points, boolean area, Place place) {}

    record Counted(int vines, Place place) {}

    /** What is passed over, and where it stands first. */
    record PassedOver(int count, Place first) {}

    /** All that is said of one row. */
    static final class RowFacts {
        final List<SurveyPoint> vines = new ArrayList<>();
        final List<SurveyPoint> poles = new ArrayList<>();
        final List<Piece> pieces = new ArrayList<>();
        final List<Counted> counts = new ArrayList<>();

        @Nullable
        Place firstPlace() {
            if (!vines.isEmpty()) {
                return vines.get(0).place();
            }
            if (!poles.isEmpty()) {
                return poles.get(0).place();
            }
            return !pieces.isEmpty()
                    ? pieces.get(0).place()
                    : counts.isEmpty() ? null : counts.get(0).place();
        }
    }

    /** By the row's number as text, or its name. */
    private final SortedMap<String, RowFacts> rows = new TreeMap<>();

    private final RowFacts unnumbered = new RowFacts();
    private final List<List<GeoPoint>> outlines = new ArrayList<>();
    private final Map<String, PassedOver> passedOver = new LinkedHashMap<>();
    private final List<Place> withoutRow = new ArrayList<>();

    /** @param row empty where nothing is said of it */
    void vine(String row, SurveyPoint point) {
        facts(row).vines.add(point);
    }

    void pole(String row, SurveyPoint point) {
        facts(row).poles.add(point);
    }

    void line(String row, List<GeoPoint> line, boolean area, Place place) {
        facts(row).pieces.add(new Piece(line, area, place));
    }

    void count(String row, int vines, Place place) {
        facts(row).counts.add(new Counted(vines, place));
    }

    void outline(List<GeoPoint> ring) {
        outlines.add(ring);
    }

    void passOver(String what, Place place) {
        passedOver.merge(
                what, new PassedOver(1, place), (before, one) -> new PassedOver(before.count() + 1, before.first()));
    }

    /** A line whose column for the row is empty. */
    void withoutRow(Place place) {
        withoutRow.add(place);
    }

    private RowFacts facts(String row) {
        return row.isEmpty() ? unnumbered : rows.computeIfAbsent(row, r -> new RowFacts());
    }

    /** Takes in what another survey of the same block holds. */
    void takeIn(Survey other) {
        other.rows.forEach((row, facts) -> add(facts, facts(row)));
        add(other.unnumbered, unnumbered);
        outlines.addAll(other.outlines);
        other.passedOver.forEach(
                (what, p) -> passedOver.merge(what, p, (a, b) -> new PassedOver(a.count() + b.count(), a.first())));
        withoutRow.addAll(other.withoutRow);
    }

    private static void add(RowFacts from, RowFacts to) {
        to.vines.addAll(from.vines);
        to.poles.addAll(from.poles);
        to.pieces.addAll(from.pieces);
        to.counts.addAll(from.counts);
    }

    SortedMap<String, RowFacts> rows() {
        return rows;
    }

    RowFacts unnumbered() {
        return unnumbered;
    }

    List<List<GeoPoint>> outlines() {
        return outlines;
    }

    Map<String, PassedOver> passedOver() {
        return passedOver;
    }

    List<Place> withoutRow() {
        return withoutRow;
    }

    boolean isEmpty() {
        return rows.isEmpty() && unnumbered.firstPlace() == null && outlines.isEmpty();
    }
}
