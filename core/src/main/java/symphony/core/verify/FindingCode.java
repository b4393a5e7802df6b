package symphony.core.verify;

import static symphony.core.verify.Severity.ERROR;
import static symphony.core.verify.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The closed list of what the verification can find. A code's text is stable: scripts may match on it. What each means,
 * what would have failed later, and how to mend it is told by {@link Explanation}.
 */
public enum FindingCode {
    // the file as text and as YAML
    FILE_TOO_LARGE(ERROR),
    FILE_ENCODING(ERROR),
    FILE_NOT_TEXT(ERROR),
    FILE_UNREADABLE(ERROR),
    FILE_LINKS_OUT(ERROR),
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
    SURVEY_DOUBLED(WARNING),
    SURVEY_PASSED_OVER(WARNING),
    // the keys of a task file
    UNKNOWN_KEY(ERROR),
    MISSING_KEY(ERROR),
    WRONG_TYPE(ERROR),
    ROLE_UNKNOWN(ERROR),
    SESSION_NAME_UNUSABLE(ERROR),
    SCAN_LISTED_TWICE(WARNING),
    SCAN_INCLUDED_AND_EXCLUDED(ERROR),
    // task files among each other, and against the registry
    SESSION_TWICE(ERROR),
    SESSION_NAME_SHARED(WARNING),
    CLIENT_UNKNOWN(ERROR),
    CLIENT_ID_DIFFERS(ERROR),
    FARM_UNKNOWN(ERROR),
    FARM_OF_ANOTHER_CLIENT(ERROR),
    BLOCK_UNKNOWN(ERROR),
    BLOCK_OF_ANOTHER_FARM(ERROR),
    SCAN_UNKNOWN(ERROR),
    SCAN_NOT_OF_FARM(ERROR),
    SCAN_NOT_OF_BLOCK(ERROR),
    EXCLUSION_WITHOUT_EFFECT(WARNING),
    NO_SCANS(ERROR),
    NAME_UNUSABLE(ERROR),
    // the registry
    NAME_TWICE(ERROR),
    ROWS_MISSING(ERROR),
    ROW_NUMBER_INVALID(ERROR),
    ROW_NUMBER_TWICE(ERROR),
    ROW_NUMBER_MISSING(ERROR),
    NUM_ROWS_DIFFERS(ERROR),
    NUM_ROWS_MISSING(WARNING),
    ROW_SPACE_INVALID(ERROR),
    PLANT_SPACE_INVALID(ERROR),
    ROW_SPACE_DIFFERS(WARNING),
    VINES_MISSING(ERROR),
    VINES_DIFFER(ERROR),
    VINE_NUMBER_INVALID(ERROR),
    VINES_IMPLAUSIBLE(WARNING),
    GEOMETRY_INVALID(ERROR),
    ROW_LENGTH_IMPLAUSIBLE(ERROR),
    ROW_OUTSIDE_BLOCK(WARNING),
    VINE_OFF_ROW(ERROR),
    SCAN_ID_INVALID(ERROR),
    SCAN_TWICE(ERROR),
    SCAN_FARM_UNKNOWN(ERROR),
    SCAN_BLOCK_UNKNOWN(ERROR),
    CAMERAS_MISSING(ERROR),
    CAMERA_NAME_INVALID(ERROR),
    CAMERA_SIDE_MISSING(ERROR),
    CAMERA_SIDE_TWICE(ERROR),
    CAMERA_SINGLE(WARNING),
    START_ROW_MISSING(ERROR),
    START_ROW_INVALID(ERROR),
    START_ROW_NOT_AT_EDGE(WARNING),
    DIRECTION_INVALID(ERROR),
    DIRECTION_LEAVES_BLOCK(WARNING),
    // a scan in storage
    SCAN_NOT_IN_STORAGE(ERROR),
    CAMERA_NOT_IN_STORAGE(ERROR),
    CAMERA_NOT_IN_REGISTRY(ERROR),
    ARCHIVES_MISSING(ERROR),
    LOG_MISSING(ERROR),
    FILE_NAME_INVALID(ERROR),
    FILE_UNEXPECTED(WARNING),
    ARCHIVE_EMPTY(ERROR),
    ARCHIVE_UNREADABLE(ERROR),
    ARCHIVE_CUT(ERROR),
    ARCHIVE_FRAMES_MISSING(ERROR),
    MINUTES_MISSING(WARNING),
    LOG_EMPTY(ERROR),
    LOG_COLUMNS(ERROR),
    LOG_MALFORMED(ERROR),
    LOG_FILENAMES_MISSING(ERROR),
    LOG_FRAME_TWICE(ERROR),
    LOG_NO_GPS(ERROR),
    LOG_GPS_STUCK(ERROR),
    LOG_GPS_GAPS(WARNING),
    LOG_NOT_AT_BLOCK(ERROR),
    LOG_TIME_BACKWARDS(ERROR),
    LOG_TIME_NOT_OF_SCAN(WARNING),
    LOG_NAMES_ABSENT_ARCHIVE(ERROR),
    ARCHIVE_NOT_IN_LOG(ERROR),
    LOG_FRAMES_MISSING(ERROR),
    // the session's results in storage
    SESSION_TAKEN(ERROR),
    SESSION_JSON_MALFORMED(ERROR),
    RVM_MISSING(ERROR),
    RVM_MALFORMED(ERROR),
    RVM_ROW_UNKNOWN(WARNING),
    INPUTS_MISSING(ERROR),
    MODEL_MISSING(ERROR),
    INPUT_GONE(WARNING),
    LEFTOVER(WARNING),
    ARTIFACT_BROKEN(WARNING),
    SESSION_CANCELLED(WARNING),
    STORAGE_UNREADABLE(ERROR),
    STORAGE_NOT_WRITABLE(ERROR),
    STORAGE_SPACE_LOW(WARNING),
    // the programs and workers that do it
    PROGRAM_MISSING(ERROR),
    WORKER_MISSING(WARNING),
    PROGRAMS_DIFFER(WARNING);

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

    /** What it means, what would have failed later, and how to mend it: a few lines for people. */
    public String explanation() {
        Explanation e = Explanation.of(this);
        return text() + " (" + severity.name().toLowerCase(Locale.ROOT) + ")\n" + e.means() + "\nLater: " + e.later()
                + "\nTo mend: " + e.mend();
    }

    /** A finding of this code. Values in its texts may come from anywhere: they cannot break the line they are shown on. */
    public Finding at(Place place, String message, String remedy) {
        return new Finding(severity, text(), place, oneLine(message), oneLine(remedy));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+", " ");
    }
}
