package symphony.core.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of a task file: the one table that the reader and the published schema follow. */
enum TaskFileKey {
    CLIENT_NAME("client_name", Kind.NAME, true, "The client's name, exactly as the registry has it."),
    FARM_NAME("farm_name", Kind.NAME, true, "The farm's name, exactly as the registry has it."),
    BLOCK_NAME("block_name", Kind.NAME, true, "The block's name; always text: 3, 010 and 1E5 are names."),
    SESSION_NAME(
            "session_name",
            Kind.SESSION,
            false,
            "What this analysis is called: part of its queues' and its folder's name. Default: the block's name and the time."),
    TEST("test", Kind.FLAG, false, "Marks the session as a test. Default: false."),
    INCLUDE_SCANS(
            "include_scans",
            Kind.SCANS,
            false,
            "The scans to analyse, one or a list. Default: all scans of the block."),
    EXCLUDE_SCANS("exclude_scans", Kind.SCANS, false, "Scans to leave out, one or a list."),
    ROLE("role", Kind.ROLE, false, "Where to start; what comes before must be in storage. Default: rvm."),
    CLIENT_ID("clientid", Kind.NAME, false, "The client's id, where two clients share a name."),
    DETECTION_PARAMS(
            "detection_params", Kind.PARAMETERS, false, "A free map for the detection program: thresholds, models."),
    PRIORITY("priority", Kind.PRIORITY, false, "1 to 1000; a higher one takes more turns. Default: 1."),
    NOTIFY("notify", Kind.NAME, false, "Whom to tell when the session is done.");

    static final int HIGHEST_PRIORITY = 1000;
    /** What says yes or no to a flag, in any case. */
    static final List<String> YES = List.of("true", "yes", "on", "y", "1");

    static final List<String> NO = List.of("false", "no", "off", "n", "0");

    /** How a value is read. */
    enum Kind {
        NAME,
        SESSION,
        FLAG,
        SCANS,
        ROLE,
        PARAMETERS,
        PRIORITY
    }

    private final String text;
    private final Kind kind;
    private final boolean required;
    private final String description;

    TaskFileKey(String text, Kind kind, boolean required, String description) {
        this.text = text;
        this.kind = kind;
        this.required = required;
        this.description = description;
    }

    /** As it is written in a task file. */
    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    boolean required() {
        return required;
    }

    String description() {
        return description;
    }

    static Optional<TaskFileKey> parse(String text) {
        return Arrays.stream(values()).filter(k -> k.text.equals(text)).findFirst();
    }

    /** All of them as they are written. */
    static List<String> texts() {
        return Arrays.stream(values()).map(TaskFileKey::text).toList();
    }
}
