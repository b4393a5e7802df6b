package symphony.core.verify;

/** How much of storage is read. */
public enum Depth {
    /** Names and sizes, each archive's and log's beginning and end. */
    QUICK,
    /** Whole logs too; the default. */
    LOGS,
    /** Whole archives too. */
    DEEP
}
