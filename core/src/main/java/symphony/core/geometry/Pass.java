package symphony.core.geometry;

/**
 * One drive along a row: from where the vehicle enters the alley to where it leaves it, stops and backing up included.
 *
 * @param first index of its first frame on the track
 * @param last index of its last frame
 * @param up whether the vehicle faces along the axis it was cut by, else against it
 * @param backs whether it drives backwards on the way
 */
public record Pass(int first, int last, boolean up, boolean backs) {
    public Pass {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("a pass from frame " + first + " to " + last);
        }
    }
}
