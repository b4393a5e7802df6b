package symphony.core.registry;

import java.util.List;

/**
 * The direction of a block's rows, for putting points in order along them and telling how far rows stand apart. A local
 * plane in metres is exact enough: a block is well under a few kilometres.
 */
final class RowAxis {
    private static final double METRES_A_DEGREE = 111_320;

    private final GeoPoint origin;
    private final double east;
    private final double north;

    private RowAxis(GeoPoint origin, double east, double north) {
        this.origin = origin;
        this.east = east;
        this.north = north;
    }

    /**
     * The common direction of all rows, from the first towards the last point of the first of them.
     *
     * @param rows the points of each row; rows of one point say nothing
     */
    static RowAxis of(List<List<GeoPoint>> rows) {
        GeoPoint origin = rows.get(0).get(0);
        RowAxis plane = new RowAxis(origin, 1, 0);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (List<GeoPoint> row : rows) {
            double mx = row.stream().mapToDouble(plane::along).average().orElse(0);
            double my = row.stream().mapToDouble(plane::across).average().orElse(0);
            for (GeoPoint p : row) {
                xx += (plane.along(p) - mx) * (plane.along(p) - mx);
                yy += (plane.across(p) - my) * (plane.across(p) - my);
                xy += (plane.along(p) - mx) * (plane.across(p) - my);
            }
        }
        double angle = Math.atan2(2 * xy, xx - yy) / 2;
        RowAxis axis = new RowAxis(origin, Math.cos(angle), Math.sin(angle));
        List<GeoPoint> first = rows.get(0);
        return axis.along(first.get(first.size() - 1)) >= axis.along(first.get(0))
                ? axis
                : new RowAxis(origin, -axis.east, -axis.north);
    }

    /** Metres along the rows. */
    double along(GeoPoint p) {
        return x(p) * east + y(p) * north;
    }

    /** Metres across the rows. */
    double across(GeoPoint p) {
        return y(p) * east - x(p) * north;
    }

    private double x(GeoPoint p) {
        return (p.longitude() - origin.longitude()) * METRES_A_DEGREE * Math.cos(Math.toRadians(origin.latitude()));
    }

    private double y(GeoPoint p) {
        return (p.latitude() - origin.latitude()) * METRES_A_DEGREE;
    }
}
