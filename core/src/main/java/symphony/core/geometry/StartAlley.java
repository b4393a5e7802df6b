package symphony.core.geometry;

import java.util.Optional;
import symphony.core.registry.Scan;

/**
 * Where a scan starts, by its start rows. Alley {@code a} lies between rows {@code a} and {@code a + 1}; alley 0 lies
 * outside row 1, the last outside the last row.
 *
 * @param alley 0 to the number of rows
 * @param growsLeft whether row numbers grow to the left of the vehicle at the start
 */
public record StartAlley(int alley, boolean growsLeft) {

    /**
     * @param rows how many rows the block has
     * @return nothing where start rows are not given or no neighbours
     */
    public static Optional<StartAlley> of(Scan scan, int rows) {
        Integer left = scan.startLeft();
        Integer right = scan.startRight();
        if (left == null || right == null || left < 0 || right < 0 || left > rows || right > rows) {
            return Optional.empty();
        }
        if (left > 0 && right > 0) {
            return Math.abs(left - right) == 1
                    ? Optional.of(new StartAlley(Math.min(left, right), left > right))
                    : Optional.empty();
        }
        int only = Math.max(left, right);
        boolean onLeft = left > 0;
        if (only == 1) {
            return Optional.of(new StartAlley(0, onLeft));
        }
        return only == rows ? Optional.of(new StartAlley(rows, !onLeft)) : Optional.empty();
    }
}
