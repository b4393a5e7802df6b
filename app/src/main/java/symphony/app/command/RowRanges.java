package symphony.app.command;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.app.UserError;

/** Rows as people write them: {@code 3}, {@code 12-20}, {@code 1,4,7-9}. */
final class RowRanges {
    private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?");

    private RowRanges() {}

    static SortedSet<Integer> parse(String text) {
        SortedSet<Integer> rows = new TreeSet<>();
        for (String piece : text.split(",", -1)) {
            Matcher m = RANGE.matcher(piece.strip());
            if (!m.matches()) {
                throw UserError.usage("--rows: '" + piece + "' is no row and no range; write 3, 12-20 or 1,4,7-9");
            }
            int first = Integer.parseInt(m.group(1));
            int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
            if (last < first) {
                throw UserError.usage("--rows: " + piece + " runs backwards");
            }
            for (int row = first; row <= last; row++) {
                rows.add(row);
            }
        }
        return rows;
    }
}
