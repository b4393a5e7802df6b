package symphony.core.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/** Gives what each line or feature says, whatever its columns are called, to the survey of its block. */
final class SurveyReader {
    /** What one line or feature says, by column. */
    private record Facts(Map<String, String> values, Map<SurveyColumn, String> columns) {
        String text(SurveyColumn column) {
            String name = columns.get(column);
            return name == null ? "" : values.getOrDefault(name, "").strip();
        }
    }

    private final ColumnNames names;
    private final List<Finding> findings;
    private final SortedMap<String, Survey> blocks = new TreeMap<>();
    private final Map<Collection<String>, Map<SurveyColumn, String>> headers = new HashMap<>();

    SurveyReader(ColumnNames names, List<Finding> findings) {
        this.names = names;
        this.findings = findings;
    }

    /** By the block's name as the file has it; empty where it has none. */
    SortedMap<String, Survey> blocks() {
        return blocks;
    }

    Map<SurveyColumn, String> columns(Collection<String> header) {
        return headers.computeIfAbsent(List.copyOf(header), names::in);
    }

    /** A line without positions: a vine, or a row with its number of vines. */
    void unmeasured(Map<String, String> values, Place place) {
        Facts facts = facts(values);
        Survey survey = survey(facts.text(SurveyColumn.BLOCK));
        Optional<String> row = row(facts, place, survey);
        if (row.isEmpty()) {
            return;
        }
        if (facts.text(SurveyColumn.VINE).isEmpty()
                && facts.columns().containsKey(SurveyColumn.VINES)
                && !facts.columns().containsKey(SurveyColumn.VINE)) {
            count(facts, row.get(), place, survey);
        } else {
            point(facts, row.get(), null, place, survey);
        }
    }

    void shape(Map<String, String> values, Shape shape, Place place) {
        Facts facts = facts(values);
        if (SurveyNumbers.isAlley(facts.text(SurveyColumn.KIND))
                || SurveyNumbers.isAlley(facts.text(SurveyColumn.ID))) {
            survey(facts.text(SurveyColumn.BLOCK)).passOver("lines or points between rows", place);
            return;
        }
        Survey survey = survey(facts.text(SurveyColumn.BLOCK));
        switch (shape.kind()) {
            case AREA -> area(facts, shape, place, survey);
            case LINE -> row(facts, place, survey).ifPresent(row -> line(facts, row, shape, place, survey));
            case POINTS ->
                row(facts, place, survey)
                        .ifPresent(row -> shape.pieces().get(0).forEach(at -> point(facts, row, at, place, survey)));
        }
    }

    void passOver(String what, Place place) {
        survey("").passOver(what, place);
    }

    private void area(Facts facts, Shape area, Place place, Survey survey) {
        boolean ofRow = !facts.text(SurveyColumn.ROW).isEmpty()
                || SurveyNumbers.rowOfId(facts.text(SurveyColumn.ID)).isPresent();
        if (ofRow) {
            row(facts, place, survey).ifPresent(row -> line(facts, row, area, place, survey));
            return;
        }
        String block = facts.text(SurveyColumn.BLOCK);
        String name = facts.values().getOrDefault("name", facts.values().getOrDefault("Name", ""));
        survey(block.isEmpty() ? name.strip() : block).outline(area.pieces().get(0));
    }

    /** Without a number each piece is a row of its own. */
    private void line(Facts facts, String row, Shape line, Place place, Survey survey) {
        boolean area = line.kind() == Shape.Kind.AREA;
        line.pieces().stream().filter(p -> !p.isEmpty()).forEach(p -> survey.line(row, p, area, place));
        if (!row.isEmpty() && !facts.text(SurveyColumn.VINES).isEmpty()) {
            count(facts, row, place, survey);
        }
    }

    private void count(Facts facts, String row, Place place, Survey survey) {
        String text = facts.text(SurveyColumn.VINES);
        OptionalInt counted = SurveyNumbers.only(text);
        if (counted.isPresent() && counted.getAsInt() > 0) {
            survey.count(row, counted.getAsInt(), place);
        } else {
            findings.add(FindingCode.SURVEY_LINE.at(
                    place, "'" + text + "' is no number of vines", "write how many vines the row has"));
        }
    }

    private void point(Facts facts, String row, @Nullable GeoPoint at, Place place, Survey survey) {
        String id = facts.text(SurveyColumn.ID);
        String poleText = facts.text(SurveyColumn.POLE);
        String vineText = facts.text(SurveyColumn.VINE);
        boolean pole = SurveyNumbers.isPole(facts.text(SurveyColumn.KIND))
                || SurveyNumbers.isPole(id)
                || SurveyNumbers.isPole(vineText)
                || (!poleText.isEmpty() && vineText.isEmpty());
        String own = pole && !poleText.isEmpty() ? poleText : vineText;
        OptionalInt number = SurveyNumbers.only(own);
        if (number.isEmpty()) {
            number = SurveyNumbers.inRow(own.isEmpty() ? id : own);
        }
        SurveyPoint point =
                new SurveyPoint(number.orElse(SurveyPoint.UNNUMBERED), at, facts.text(SurveyColumn.VARIETY), place);
        if (pole) {
            survey.pole(row, point);
        } else {
            survey.vine(row, point);
        }
    }

    /** The row's number as text, or its name; an empty text where nothing is said of a row. */
    private Optional<String> row(Facts facts, Place place, Survey survey) {
        String text = facts.text(SurveyColumn.ROW);
        if (!text.isEmpty()) {
            OptionalInt number = SurveyNumbers.row(text);
            return Optional.of(number.isPresent() ? String.valueOf(number.getAsInt()) : text.toLowerCase(Locale.ROOT));
        }
        if (facts.columns().containsKey(SurveyColumn.ROW)) {
            survey.withoutRow(place);
            return Optional.empty();
        }
        for (SurveyColumn column : List.of(SurveyColumn.ID, SurveyColumn.VINE, SurveyColumn.POLE)) {
            OptionalInt number = SurveyNumbers.rowOfId(facts.text(column));
            if (number.isPresent()) {
                return Optional.of(String.valueOf(number.getAsInt()));
            }
        }
        return Optional.of("");
    }

    private Facts facts(Map<String, String> values) {
        return new Facts(values, columns(values.keySet()));
    }

    private Survey survey(String block) {
        return blocks.computeIfAbsent(block, b -> new Survey());
    }
}
