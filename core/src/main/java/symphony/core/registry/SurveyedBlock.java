package symphony.core.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.registry.Survey.Piece;
import symphony.core.registry.Survey.RowFacts;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;

/** The block that comes of a survey: rows by number, vines and lines in order along them, and the distances that follow. */
final class SurveyedBlock {
    private static final int SAMPLE = 40;

    private final Survey survey;
    private final SurveyChoices choices;
    private final List<Finding> findings;
    private final List<String> notes;
    private final @Nullable LocalPlane plane;

    private SurveyedBlock(Survey survey, SurveyChoices choices, List<Finding> findings, List<String> notes) {
        this.survey = survey;
        this.choices = choices;
        this.findings = findings;
        this.notes = notes;
        this.plane = plane(survey);
    }

    /**
     * @param findings takes what is wrong with the survey
     * @param notes takes what was chosen where the survey leaves it open, in words
     */
    static Block of(String name, Survey survey, SurveyChoices choices, List<Finding> findings, List<String> notes) {
        return new SurveyedBlock(survey, choices, findings, notes).block(name);
    }

    private static @Nullable LocalPlane plane(Survey survey) {
        List<GeoPoint> all = Stream.concat(survey.rows().values().stream(), Stream.of(survey.unnumbered()))
                .flatMap(SurveyedBlock::points)
                .toList();
        // nothing grows at the poles, and a plane cannot be laid there
        return all.isEmpty() || all.stream().anyMatch(p -> Math.abs(p.latitude()) >= 89) ? null : LocalPlane.at(all);
    }

    private static Stream<GeoPoint> points(RowFacts facts) {
        return Stream.of(
                        facts.vines.stream().flatMap(v -> Stream.ofNullable(v.at())),
                        facts.poles.stream().flatMap(p -> Stream.ofNullable(p.at())),
                        facts.pieces.stream().flatMap(p -> p.points().stream()))
                .flatMap(s -> s);
    }

    private Block block(String name) {
        SortedMap<Integer, RowFacts> numbered = new RowNumbers(survey, plane, choices, findings, notes).rows();
        survey.passedOver()
                .forEach((what, p) -> findings.add(FindingCode.SURVEY_PASSED_OVER.at(
                        p.first(),
                        p.count() + " " + what + " passed over",
                        "nothing has to be done if that is meant")));
        VineNumbers vineNumbers = new VineNumbers(numbered.values(), plane, findings, notes);
        List<RowDraft> drafts = new ArrayList<>();
        numbered.forEach((number, facts) -> drafts.add(draft(number, facts, vineNumbers)));
        RowEnds.agree(drafts, choices.firstVine()).ifPresent(notes::add);
        PlantVines planting = new PlantVines(choices, plane);
        List<Row> rows = new ArrayList<>();
        for (RowDraft draft : drafts) {
            RowFacts facts = numbered.getOrDefault(draft.number(), new RowFacts());
            rows.add(row(draft, facts, planting));
        }
        planting.note().ifPresent(notes::add);
        return new Block(
                "",
                name,
                rows.isEmpty() ? null : Integer.valueOf(rows.size()),
                rowSpace(drafts),
                planting.spaceOr(plantSpace(rows)),
                varietal(rows),
                outline(),
                rows);
    }

    private RowDraft draft(int number, RowFacts facts, VineNumbers vineNumbers) {
        List<SurveyPoint> vines = vineNumbers.ordered(number, facts.vines);
        boolean byVines = vines.stream().allMatch(SurveyPoint::isNumbered)
                && vines.stream().filter(v -> v.at() != null).count() > 1;
        RowLines lines = new RowLines(number, plane, findings);
        List<GeoPoint> line = lines.line(facts.pieces, facts.poles);
        boolean byPoles = facts.pieces.isEmpty() && lines.polesAreNumbered(facts.poles);
        RowDraft draft = new RowDraft(
                number, plane, vines, line, byVines || byPoles, !facts.pieces.isEmpty() && !isArea(facts.pieces));
        if (!vines.isEmpty() && line.size() > 1 && lines.opposed(draft.way(), line)) {
            if (byPoles && !byVines) {
                draft.turn();
            }
            draft.turnLine();
        }
        return draft;
    }

    private static boolean isArea(List<Piece> pieces) {
        return pieces.stream().allMatch(Piece::area);
    }

    private Row row(RowDraft draft, RowFacts facts, PlantVines planting) {
        List<Vine> vines = new ArrayList<>();
        for (SurveyPoint p : draft.vines()) {
            vines.add(new Vine(p.isNumbered() ? p.number() : vines.size() + 1, p.at(), p.variety()));
        }
        Integer counted = count(draft.number(), facts);
        if (vines.isEmpty()) {
            vines.addAll(planting.along(draft.line(), counted));
        }
        Integer plants = counted == null && !vines.isEmpty() ? Integer.valueOf(vines.size()) : counted;
        return new Row("", draft.number(), plants, draft.line(), vines);
    }

    private @Nullable Integer count(int row, RowFacts facts) {
        Integer count = null;
        for (Survey.Counted c : facts.counts) {
            if (count != null && count != c.vines()) {
                findings.add(FindingCode.LISTED_TWICE.at(
                        c.place(),
                        "the number of vines of row " + row + " stands twice, as " + count + " and as " + c.vines(),
                        "remove one of the two"));
            }
            count = count == null ? Integer.valueOf(c.vines()) : count;
        }
        return count;
    }

    /** Metres between neighbouring rows, the median; null where no two were measured. */
    private @Nullable Double rowSpace(List<RowDraft> rows) {
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            List<PlanePoint> a = rows.get(i - 1).way();
            List<PlanePoint> b = rows.get(i).way();
            if (rows.get(i).number() == rows.get(i - 1).number() + 1 && !a.isEmpty() && !b.isEmpty()) {
                gaps.add(Math.min(apart(a, b), apart(b, a))); // of two unequal rows the shorter lies beside the other
            }
        }
        return centimetres(Directions.median(gaps));
    }

    private static double apart(List<PlanePoint> from, List<PlanePoint> to) {
        int step = Math.max(1, from.size() / SAMPLE);
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < from.size(); i += step) {
            distances.add(Directions.toLine(from.get(i), to));
        }
        Double median = Directions.median(distances);
        return median == null ? 0 : median;
    }

    /** Metres between neighbouring vines, the median; null where no two were measured. */
    private @Nullable Double plantSpace(List<Row> rows) {
        LocalPlane ground = plane;
        List<Double> gaps = new ArrayList<>();
        for (Row row : rows) {
            for (int i = 1; i < row.vines().size(); i++) {
                GeoPoint from = row.vines().get(i - 1).location();
                GeoPoint to = row.vines().get(i).location();
                if (ground != null
                        && from != null
                        && to != null
                        && row.vines().get(i).number() == row.vines().get(i - 1).number() + 1) {
                    gaps.add(ground.toPlane(from).distance(ground.toPlane(to)));
                }
            }
        }
        return centimetres(Directions.median(gaps));
    }

    private static @Nullable Double centimetres(@Nullable Double metres) {
        double rounded = metres == null ? 0 : Math.round(metres * 100) / 100.0;
        return rounded > 0 ? rounded : null;
    }

    /** All varieties there are, in the order of the rows. */
    private static String varietal(List<Row> rows) {
        Set<String> known = new HashSet<>();
        return rows.stream()
                .flatMap(r -> r.vines().stream())
                .map(Vine::variety)
                .filter(v -> !v.isEmpty() && known.add(v))
                .collect(Collectors.joining("/"));
    }

    /** The largest, where there are several. */
    private List<GeoPoint> outline() {
        List<List<GeoPoint>> rings = new ArrayList<>(new LinkedHashSet<>(survey.outlines()));
        rings.sort(Comparator.comparingDouble(ring -> -area(ring)));
        if (rings.size() > 1) {
            notes.add("of " + rings.size() + " outlines the largest was taken");
        }
        return rings.isEmpty() ? List.of() : rings.get(0);
    }

    /** Twice the area, in square degrees: good enough to compare rings of one block. */
    private static double area(List<GeoPoint> ring) {
        double sum = 0;
        for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            sum += ring.get(j).longitude() * ring.get(i).latitude()
                    - ring.get(i).longitude() * ring.get(j).latitude();
        }
        return Math.abs(sum);
    }
}
