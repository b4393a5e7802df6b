package symphony.core.artifact;

/**
 * One line of the row video map: these seconds of this archive show this piece of this row side.
 *
 * @param start seconds since the scan's start, inclusive
 * @param end seconds since the scan's start, inclusive: the time of the last frame; the next part starts 0.05 s later
 * @param pass counts the drives along this row side from 1
 * @param varietal empty where unknown
 */
public record RowPart(PartName name, double start, double end, int pass, String varietal) {
    public RowPart {
        if (!(start >= 0) || !(end >= start) || !Double.isFinite(end)) {
            throw new IllegalArgumentException("a part from " + start + " s to " + end + " s");
        }
    }
}
