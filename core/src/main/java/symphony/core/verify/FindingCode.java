package symphony.core.verify;

import static symphony.core.verify.Severity.ERROR;
import static symphony.core.verify.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The closed list of what the verification can find. A code's text is stable: scripts may match on it. What each means,
 * what would have failed later, and how to mend it is told by {@code symphony verify --explain}.
 */
public enum FindingCode {
    // the file as text and as YAML
    FILE_TOO_LARGE(ERROR),
    FILE_ENCODING(ERROR),
    FILE_NOT_TEXT(ERROR),
    FILE_UNREADABLE(ERROR),
    JSON_SYNTAX(ERROR),
    YAML_SYNTAX(ERROR),
    YAML_TAB(ERROR),
    YAML_DOCUMENTS(ERROR),
    YAML_EXCESS(ERROR),
    YAML_ALIAS(ERROR),
    YAML_TAG(ERROR),
    YAML_KEY(ERROR),
    DUPLICATE_KEY(ERROR),
    // files of the registry and surveys
    IMPORT_KIND_UNKNOWN(ERROR),
    IMPORT_NAME_MISSING(ERROR),
    LISTED_TWICE(ERROR),
    GEOMETRY_MALFORMED(ERROR),
    SURVEY_COLUMNS(ERROR),
    SURVEY_LINE(ERROR),
    SURVEY_EMPTY(ERROR),
    SURVEY_ORDER(WARNING),
    // the keys of a task file
    UNKNOWN_KEY(ERROR),
    MISSING_KEY(ERROR),
    WRONG_TYPE(ERROR),
    ROLE_UNKNOWN(ERROR),
    SESSION_NAME_UNUSABLE(ERROR),
    SCAN_LISTED_TWICE(WARNING),
    SCAN_INCLUDED_AND_EXCLUDED(ERROR);

    private final Severity severity;

    FindingCode(Severity severity) {
        this.severity = severity;
    }

    /** As findings carry it, for example {@code scan-not-of-block}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    public static Optional<FindingCode> parse(String text) {
        return Arrays.stream(values()).filter(c -> c.text().equals(text)).findFirst();
    }

    /** A finding of this code. Values in its texts may come from anywhere: they cannot break the line they are shown on. */
    public Finding at(Place place, String message, String remedy) {
        return new Finding(severity, text(), place, oneLine(message), oneLine(remedy));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+", " ");
    }
}
