package symphony.core.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.registry.Survey.Piece;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/** The line of one row: as it was drawn, in one piece or several, or through its poles. */
final class RowLines {
    private final int row;
    private final @Nullable LocalPlane plane;
    private final List<Finding> findings;

    RowLines(int row, @Nullable LocalPlane plane, List<Finding> findings) {
        this.row = row;
        this.plane = plane;
        this.findings = findings;
    }

    List<GeoPoint> line(List<Piece> pieces, List<SurveyPoint> poles) {
        LocalPlane ground = plane;
        if (ground == null) {
            return List.of();
        }
        return pieces.isEmpty() ? throughPoles(poles, ground) : joined(pieces, ground);
    }

    /** Whether each of the poles has a number of its own. */
    boolean polesAreNumbered(List<SurveyPoint> poles) {
        return poles.size() > 1
                && poles.stream().allMatch(SurveyPoint::isNumbered)
                && poles.stream().mapToInt(SurveyPoint::number).distinct().count() == poles.size();
    }

    /** In their order along the row, from the end that their numbers begin at. */
    private List<GeoPoint> throughPoles(List<SurveyPoint> poles, LocalPlane ground) {
        warnOfEqualNumbers(poles);
        List<SurveyPoint> sorted = poles.stream()
                .filter(p -> p.at() != null)
                .sorted(SurveyPoint.BY_PLACE)
                .toList();
        if (sorted.isEmpty()) {
            return List.of();
        }
        List<PlanePoint> places = sorted.stream()
                .flatMap(p -> Stream.ofNullable(p.at()))
                .map(ground::toPlane)
                .toList();
        List<SurveyPoint> ordered = new ArrayList<>(
                PointOrder.along(places).stream().map(sorted::get).toList());
        if (polesAreNumbered(poles)
                && ordered.get(0).number() > ordered.get(ordered.size() - 1).number()) {
            Collections.reverse(ordered);
        }
        return ordered.stream()
                .flatMap(p -> Stream.ofNullable(p.at()))
                .distinct()
                .toList();
    }

    /** Poles are only points of a line, so one that is labelled wrongly does no harm: where it stands counts. */
    private void warnOfEqualNumbers(List<SurveyPoint> poles) {
        Map<Integer, Place> seen = new HashMap<>();
        for (SurveyPoint p : poles) {
            Place first = p.isNumbered() ? seen.putIfAbsent(p.number(), p.place()) : null;
            if (first != null) {
                findings.add(FindingCode.SURVEY_ORDER.at(
                        p.place(),
                        "pole " + p.number() + " of row " + row + " stands twice, first on line " + first.line()
                                + "; poles are taken in their order along the row",
                        "see whether the label is wrong"));
            }
        }
    }

    private List<GeoPoint> joined(List<Piece> pieces, LocalPlane ground) {
        List<List<PlanePoint>> lines = pieces.stream()
                .map(p -> p.area()
                        ? middleOf(p.points().stream().map(ground::toPlane).toList())
                        : p.points().stream().map(ground::toPlane).toList())
                .toList();
        if (lines.size() == 1) {
            return pieces.get(0).area()
                    ? lines.get(0).stream().map(ground::toGeo).toList()
                    : pieces.get(0).points();
        }
        double angle = Directions.extent(lines.stream().flatMap(List::stream).toList());
        PlanePoint first = lines.get(0).get(0);
        PlanePoint last = lines.get(0).get(lines.get(0).size() - 1);
        boolean against = along(last, angle) < along(first, angle);
        double towards = against ? angle + Math.PI : angle;
        List<List<PlanePoint>> ordered = new ArrayList<>();
        lines.forEach(
                l -> ordered.add(along(l.get(0), towards) <= along(l.get(l.size() - 1), towards) ? l : reversed(l)));
        ordered.sort(Comparator.comparingDouble(l -> along(l.get(0), towards)));
        for (int i = 1; i < ordered.size(); i++) {
            double end = along(ordered.get(i - 1).get(ordered.get(i - 1).size() - 1), towards);
            List<PlanePoint> piece = ordered.get(i);
            double from = along(piece.get(0), towards);
            double to = along(piece.get(piece.size() - 1), towards);
            if (end - from > 0.5 * (to - from)) {
                findings.add(FindingCode.LISTED_TWICE.at(
                        pieces.get(pieces.size() - 1).place(),
                        "row " + row + " stands twice, first on line "
                                + pieces.get(0).place().line(),
                        "remove one of the two"));
                return pieces.get(0).points();
            }
        }
        return ordered.stream()
                .flatMap(List::stream)
                .distinct()
                .map(ground::toGeo)
                .toList();
    }

    /** The long middle of an area. */
    private static List<PlanePoint> middleOf(List<PlanePoint> ring) {
        List<PlanePoint> corners = new ArrayList<>(ring);
        if (corners.size() > 1 && corners.get(0).equals(corners.get(corners.size() - 1))) {
            corners.remove(corners.size() - 1);
        }
        PlanePoint m = Directions.middle(corners);
        double angle = Directions.extent(corners);
        double least = corners.stream().mapToDouble(p -> along(p, angle)).min().orElse(0) - along(m, angle);
        double most = corners.stream().mapToDouble(p -> along(p, angle)).max().orElse(0) - along(m, angle);
        return List.of(
                new PlanePoint(m.x() + least * Math.cos(angle), m.y() + least * Math.sin(angle)),
                new PlanePoint(m.x() + most * Math.cos(angle), m.y() + most * Math.sin(angle)));
    }

    /** Whether a line runs against a way beside it. */
    boolean opposed(List<PlanePoint> way, List<GeoPoint> line) {
        LocalPlane ground = plane;
        if (ground == null || way.size() < 2 || line.size() < 2) {
            return false;
        }
        PlanePoint first = ground.toPlane(line.get(0));
        PlanePoint last = ground.toPlane(line.get(line.size() - 1));
        PlanePoint begin = way.get(0);
        PlanePoint end = way.get(way.size() - 1);
        return begin.distance(last) + end.distance(first) < begin.distance(first) + end.distance(last);
    }

    private static double along(PlanePoint p, double angle) {
        return p.x() * Math.cos(angle) + p.y() * Math.sin(angle);
    }

    private static List<PlanePoint> reversed(List<PlanePoint> line) {
        List<PlanePoint> turned = new ArrayList<>(line);
        Collections.reverse(turned);
        return turned;
    }
}
