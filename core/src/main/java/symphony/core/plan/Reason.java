package symphony.core.plan;

import java.util.Locale;

/** Why a task is due. */
public enum Reason {
    /** Its output is not there. */
    ABSENT,
    /** Its output is there, but not of the size its record says, or no zip can be that short. */
    SHORT,
    /** Its output is there, but a redo asks for a newer run. */
    REDO,
    /** Its output was made from other inputs than lie there now. */
    STALE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
