package symphony.core.geometry;

/**
 * A position on a {@link LocalPlane}.
 *
 * @param x metres east of the plane's origin
 * @param y metres north of the plane's origin
 */
public record PlanePoint(double x, double y) {
    /** Metres between the two. */
    public double distance(PlanePoint other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
