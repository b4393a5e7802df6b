package symphony.core.store;

/** What became of a publication. */
public enum Publication {
    /** The object is there now, whole, and it is ours. */
    CREATED,
    /** Another's object was there first; nothing was changed. */
    EXISTS
}
