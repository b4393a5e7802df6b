package symphony.core.yaml;

import java.util.Set;
import symphony.core.verify.Place;

/**
 * One scalar.
 *
 * @param text as written, less quotes and escapes: {@code 010} stays {@code 010}
 * @param plain whether it was written without quotes, so that a schema may see a number, a boolean or nothing in it
 */
public record YamlScalar(Place place, String text, boolean plain) implements YamlNode {
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
    private static final int MOST_SHOWN = 60;

    /** Whether nothing was written, or plainly {@code null}. */
    public boolean isNothing() {
        return plain && NOTHING.contains(text);
    }

    @Override
    public String describe() {
        if (isNothing()) {
            return "nothing";
        }
        return "'" + (text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text) + "'";
    }
}
