package symphony.core.verify;

/**
 * An error is whatever would fail, misassign or silently shrink a result, and any key that is not understood; a warning
 * is worth knowing.
 */
public enum Severity {
    ERROR,
    WARNING
}
