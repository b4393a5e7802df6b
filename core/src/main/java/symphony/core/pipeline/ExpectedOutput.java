package symphony.core.pipeline;

import java.util.Optional;
import symphony.core.artifact.PartName;
import symphony.core.artifact.StorageKeys;

/**
 * One artifact that a task has to make.
 *
 * @param relativeKey its key relative to the session root
 * @param kind how it is told whole where no record lies beside it
 * @param part the row part it is of; empty for those of a whole session
 */
public record ExpectedOutput(String relativeKey, Kind kind, Optional<PartName> part) {
    /** The forms artifacts have. */
    public enum Kind {
        ZIP,
        ROW_VIDEO_MAP,
        VINES_PER_ROW,
        SUMMARY
    }

    /** Its name in a stage program's {@code outputs/}. */
    public String fileName() {
        return StorageKeys.baseName(relativeKey);
    }
}
