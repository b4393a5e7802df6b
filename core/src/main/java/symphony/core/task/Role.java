package symphony.core.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The five steps of the pipeline, in their order. */
public enum Role {
    RVM,
    PREPROC,
    DETECTION,
    PROCESS,
    POSTPROCESS;

    public static final List<Role> ALL = List.of(values());

    /** What may be written for {@code preproc} wherever a role is read. */
    public static final String PREPROC_ALIAS = "preprocess";

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name as it is written: in queue names, tasks and task files. */
    public String wireName() {
        return wireName;
    }

    /** Reads a role's name; {@link #PREPROC_ALIAS} stands for {@code preproc}. Case matters, as it does in Redis. */
    public static Optional<Role> parse(String text) {
        if (text.equals(PREPROC_ALIAS)) {
            return Optional.of(PREPROC);
        }
        return Arrays.stream(values()).filter(r -> r.wireName().equals(text)).findFirst();
    }

    /** Whether tasks of this role are one per row part; those of rvm and postprocess are one per session. */
    public boolean isPerPart() {
        return this == DETECTION || this == PROCESS;
    }

    @Override
    public String toString() {
        return wireName();
    }
}
