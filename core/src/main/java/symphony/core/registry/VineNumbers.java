package symphony.core.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.registry.Survey.RowFacts;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;

/** The vines of each row in order: by the survey's numbers, as it numbers, or else by where they stand. */
final class VineNumbers {
    /** Metres within which two points are one that was measured twice. */
    private static final double SAME = 0.1;

    private final @Nullable LocalPlane plane;
    private final List<Finding> findings;
    /** Numbers run on from row to row, so that each row's first is no 1. */
    private final boolean runningOn;

    private final boolean fromZero;

    VineNumbers(Collection<RowFacts> rows, @Nullable LocalPlane plane, List<Finding> findings, List<String> notes) {
        this.plane = plane;
        this.findings = findings;
        this.runningOn = runOn(rows);
        this.fromZero =
                !runningOn && rows.stream().flatMap(r -> r.vines.stream()).anyMatch(v -> v.number() == 0);
        if (runningOn) {
            notes.add("vines are numbered on from row to row in the file; here each row's begin at 1");
        } else if (fromZero) {
            notes.add("vines are numbered from 0 in the file; they are numbered from 1 here");
        }
    }

    private static boolean runOn(Collection<RowFacts> rows) {
        List<RowFacts> telling = rows.stream().filter(r -> r.vines.size() > 1).toList();
        Set<Integer> seen = new HashSet<>();
        return telling.size() > 1
                && telling.stream()
                        .flatMap(r -> r.vines.stream())
                        .allMatch(v -> v.isNumbered() && seen.add(v.number()));
    }

    List<SurveyPoint> ordered(int row, List<SurveyPoint> vines) {
        if (vines.isEmpty()) {
            return List.of();
        }
        return vines.stream().allMatch(SurveyPoint::isNumbered)
                ? byNumber(row, vines)
                : byPlace(
                        row,
                        vines.stream()
                                .map(v -> v.numbered(SurveyPoint.UNNUMBERED))
                                .toList());
    }

    private List<SurveyPoint> byNumber(int row, List<SurveyPoint> vines) {
        Map<Integer, SurveyPoint> seen = new HashMap<>();
        List<SurveyPoint> ordered = new ArrayList<>();
        List<SurveyPoint> doubled = new ArrayList<>();
        for (SurveyPoint v : vines) {
            SurveyPoint first = seen.putIfAbsent(v.number(), v);
            if (first == null) {
                ordered.add(v);
            } else if (isSame(first, v)) {
                doubled.add(v);
            } else {
                findings.add(FindingCode.LISTED_TWICE.at(
                        v.place(),
                        "vine " + v.number() + " of row " + row + " stands twice, first on line "
                                + first.place().line(),
                        "remove one of the two"));
            }
        }
        warnOfDoubled(row, doubled);
        ordered.sort(Comparator.comparingInt(SurveyPoint::number));
        warnOfTurns(row, ordered);
        for (int i = 0; i < ordered.size(); i++) {
            SurveyPoint v = ordered.get(i);
            ordered.set(i, v.numbered(runningOn ? i + 1 : fromZero ? v.number() + 1 : v.number()));
        }
        return ordered;
    }

    /** Not numbered yet: the row may still have to begin at its other end. */
    private List<SurveyPoint> byPlace(int row, List<SurveyPoint> vines) {
        LocalPlane ground = plane;
        if (ground == null || vines.stream().anyMatch(v -> v.at() == null)) {
            return vines;
        }
        List<SurveyPoint> sorted = vines.stream().sorted(SurveyPoint.BY_PLACE).toList();
        List<SurveyPoint> ordered = new ArrayList<>();
        List<SurveyPoint> doubled = new ArrayList<>();
        for (int i : PointOrder.along(places(sorted, ground))) {
            SurveyPoint v = sorted.get(i);
            if (!ordered.isEmpty() && isSame(ordered.get(ordered.size() - 1), v)) {
                doubled.add(v);
            } else {
                ordered.add(v);
            }
        }
        warnOfDoubled(row, doubled);
        return ordered;
    }

    private void warnOfDoubled(int row, List<SurveyPoint> doubled) {
        if (!doubled.isEmpty()) {
            findings.add(FindingCode.SURVEY_DOUBLED.at(
                    doubled.get(0).place(),
                    (doubled.size() == 1 ? "a vine" : doubled.size() + " vines") + " of row " + row + " stand"
                            + (doubled.size() == 1 ? "s" : "") + " where another does; taken once",
                    "nothing has to be done if the point was measured twice"));
        }
    }

    private boolean isSame(SurveyPoint a, SurveyPoint b) {
        GeoPoint from = a.at();
        GeoPoint to = b.at();
        LocalPlane ground = plane;
        return ground != null
                && from != null
                && to != null
                && ground.toPlane(from).distance(ground.toPlane(to)) < SAME;
    }

    /** Numbers that do not follow each other along the row mean that two points, or their numbers, were swapped. */
    private void warnOfTurns(int row, List<SurveyPoint> ordered) {
        LocalPlane ground = plane;
        if (ground == null || ordered.size() < 3 || ordered.stream().anyMatch(v -> v.at() == null)) {
            return;
        }
        List<Integer> along = PointOrder.along(places(ordered, ground));
        int[] rank = new int[ordered.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[along.get(i)] = i;
        }
        int sense = Integer.signum(rank[rank.length - 1] - rank[0]);
        List<SurveyPoint> turned = new ArrayList<>();
        for (int i = 1; i < rank.length; i++) {
            if ((rank[i] - rank[i - 1]) * sense < 0) {
                turned.add(ordered.get(i));
            }
        }
        if (!turned.isEmpty()) {
            SurveyPoint v = turned.get(0);
            findings.add(FindingCode.SURVEY_ORDER.at(
                    v.place(),
                    "number " + v.number() + " of row " + row + " lies before the number before it along the row"
                            + (turned.size() > 1 ? "; so do " + (turned.size() - 1) + " more" : ""),
                    "see whether two were swapped; the numbers are kept as they are"));
        }
    }

    private static List<PlanePoint> places(List<SurveyPoint> points, LocalPlane ground) {
        return points.stream()
                .flatMap(p -> java.util.stream.Stream.ofNullable(p.at()))
                .map(ground::toPlane)
                .toList();
    }
}
