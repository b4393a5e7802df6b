package symphony.core.geometry;

/**
 * A row as a straight line on the plane, from its first vine to its last.
 *
 * @param row the row's number
 * @param origin where its first vine stands
 * @param ux east part of the unit vector towards the last vine
 * @param uy north part of it
 * @param length metres from the first vine to the last
 */
public record RowLine(int row, PlanePoint origin, double ux, double uy, double length) {
    public RowLine {
        if (Math.abs(Math.hypot(ux, uy) - 1) > 1e-6 || !(length > 0)) {
            throw new IllegalArgumentException("row " + row + ": no line of " + length + " m along " + ux + ", " + uy);
        }
    }

    /** The line between two points that are not the same. */
    public static RowLine between(int row, PlanePoint first, PlanePoint last) {
        double length = first.distance(last);
        return new RowLine(row, first, (last.x() - first.x()) / length, (last.y() - first.y()) / length, length);
    }

    /** Metres along the row from its first vine to the foot of the point; negative before the first vine. */
    public double along(double x, double y) {
        return (x - origin.x()) * ux + (y - origin.y()) * uy;
    }

    /** Metres from the line, positive to the left of the way from the first vine to the last. */
    public double across(double x, double y) {
        return (y - origin.y()) * ux - (x - origin.x()) * uy;
    }

    public double along(PlanePoint p) {
        return along(p.x(), p.y());
    }

    public double across(PlanePoint p) {
        return across(p.x(), p.y());
    }

    /** The point so many metres along the row. */
    public PlanePoint at(double along) {
        return new PlanePoint(origin.x() + along * ux, origin.y() + along * uy);
    }
}
