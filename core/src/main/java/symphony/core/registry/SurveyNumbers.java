package symphony.core.registry;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads row and vine numbers out of the names that surveys give: {@code row_1}, {@code ROW01VINE02}, {@code R3-P7}, {@code 7}. */
final class SurveyNumbers {
    private static final String NUMBER = "[^0-9a-z]{0,3}0*([0-9]{1,6})(?![0-9])";
    private static final Pattern ROW =
            Pattern.compile("(?i)(?:row|rang|rangee|reihe|zeile|fila|filare|line|(?<![a-z])[rl])" + NUMBER);
    private static final Pattern ONE_NUMBER = Pattern.compile("[^0-9]*?0*([0-9]{1,6})(?:\\.0+)?[^0-9]*");
    private static final Pattern OF_ROW = Pattern.compile(
            "(?i)(?:vine|pole|post|plant|tree|stock|cep|(?<=[0-9][^0-9a-z]{0,3})[vpt]|(?<![a-z])[vpt])" + NUMBER);
    private static final Pattern TWO_NUMBERS = Pattern.compile("[^0-9]*0*([0-9]{1,4})[-_/.: ]0*([0-9]{1,5})");
    private static final Pattern POLE = Pattern.compile("(?i).*(?:pole|post|picket|stake|pfahl|piquet|palo).*");
    private static final Pattern ALLEY =
            Pattern.compile("(?i).*(?:mid[-_ ]?row|inter[-_ ]?row|alley|lane|headland|path|track).*");

    private SurveyNumbers() {}

    /** The row that a text names: behind the word row, or the only number in it. */
    static OptionalInt row(String text) {
        OptionalInt named = first(ROW, text);
        return named.isPresent() ? named : only(text);
    }

    /** The row that an id names: behind the word row, or as the first of two numbers. A lone number is no row. */
    static OptionalInt rowOfId(String id) {
        OptionalInt named = first(ROW, id);
        return named.isPresent() ? named : pair(id, 1);
    }

    /** The number within its row that an id names: behind a word like vine or pole, or as the second of two numbers. */
    static OptionalInt inRow(String id) {
        OptionalInt named = first(OF_ROW, id);
        return named.isPresent() ? named : pair(id, 2);
    }

    /** The only number in a text. */
    static OptionalInt only(String text) {
        Matcher m = ONE_NUMBER.matcher(text.strip());
        return m.matches() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    }

    static boolean isPole(String text) {
        return POLE.matcher(text).matches();
    }

    /** Whether it names what lies between rows. */
    static boolean isAlley(String text) {
        return ALLEY.matcher(text).matches();
    }

    private static OptionalInt pair(String id, int group) {
        Matcher m = TWO_NUMBERS.matcher(id.strip());
        return m.matches() ? OptionalInt.of(Integer.parseInt(m.group(group))) : OptionalInt.empty();
    }

    private static OptionalInt first(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    }
}
