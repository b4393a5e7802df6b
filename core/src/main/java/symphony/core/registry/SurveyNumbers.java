package symphony.core.registry;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads row and vine numbers out of the names that surveys give: {@code row_1}, {@code ROW01VINE02}, {@code 7}. */
final class SurveyNumbers {
    private static final Pattern ROW = Pattern.compile("(?i)row[^0-9a-z]{0,3}([0-9]{1,6})(?![0-9])");
    private static final Pattern ONE_NUMBER = Pattern.compile("[^0-9]*([0-9]{1,6})(?:\\.0+)?[^0-9]*");
    private static final Pattern OF_ROW =
            Pattern.compile("(?i)(?:vine|pole|post|plant|tree)[^0-9a-z]{0,3}([0-9]{1,6})(?![0-9])");
    private static final Pattern POLE = Pattern.compile("(?i).*(?:pole|post).*");

    private SurveyNumbers() {}

    /** The row that a text names: behind the word row, or the only number in it; rows count from 1. */
    static OptionalInt row(String text) {
        OptionalInt named = first(ROW, text);
        return named.isPresent() ? named : only(text);
    }

    /** The number within its row that an id names behind a word like vine or pole. */
    static OptionalInt inRow(String id) {
        return first(OF_ROW, id);
    }

    /** The only number in a text. */
    static OptionalInt only(String text) {
        Matcher m = ONE_NUMBER.matcher(text.strip());
        return m.matches() ? positive(m.group(1)) : OptionalInt.empty();
    }

    static boolean isPole(String id) {
        return POLE.matcher(id).matches();
    }

    private static OptionalInt first(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() ? positive(m.group(1)) : OptionalInt.empty();
    }

    private static OptionalInt positive(String digits) {
        int number = Integer.parseInt(digits);
        return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
