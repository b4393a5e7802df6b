package symphony.vision.postprocess;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Text for the report's page. */
final class Html {
    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A count; a dash where it is not known. */
    static String count(@Nullable Integer value) {
        return value == null ? "–" : number(value);
    }

    static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String text(@Nullable Object value) {
        return escaped(Objects.toString(value, "–"));
    }
}
