package symphony.core.plan;

import java.util.Locale;

/** Why a task is due. */
public enum Reason {
    /** Its output is not there. */
    ABSENT,
    /** Its output is there, but not of the size its record says, or no zip can be that short. */
    SHORT,
    /** Its output is of the size its record says but not of its checksum, or cannot be opened. */
    CHECKSUM,
    /** Its output is there, but was made with other parameters, another model or program; a redo asks for it again. */
    OUTDATED,
    /** Its output is there, but what it was made from was made again. */
    UPSTREAM,
    /** Its output is there, but a redo asks for a newer run. */
    REDO,
    /** Its output, a summary, was made from other inputs than lie there now. */
    STALE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
