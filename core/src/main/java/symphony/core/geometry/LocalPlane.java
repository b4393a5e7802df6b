package symphony.core.geometry;

import java.util.Collection;
import symphony.core.registry.GeoPoint;

/**
 * The tangent plane of the WGS 84 ellipsoid at an origin, x to the east and y to the north, in metres. Within 5 km of the
 * origin it is true to better than a part in a thousand, which is why no projection library is needed for a block.
 */
public record LocalPlane(GeoPoint origin) {
    private static final double SEMI_MAJOR = 6_378_137.0;
    private static final double ECCENTRICITY_SQUARED = 6.694_379_990_14e-3;

    public LocalPlane {
        if (!(Math.abs(origin.latitude()) < 89) || !(Math.abs(origin.longitude()) <= 180)) {
            throw new IllegalArgumentException("no origin for a plane: " + origin);
        }
    }

    /** The plane at the mean of some positions, of which there must be one. */
    public static LocalPlane at(Collection<GeoPoint> points) {
        double longitude = points.stream()
                .mapToDouble(GeoPoint::longitude)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("no positions to lay a plane at"));
        double latitude =
                points.stream().mapToDouble(GeoPoint::latitude).average().orElseThrow();
        return new LocalPlane(new GeoPoint(longitude, latitude));
    }

    public PlanePoint toPlane(GeoPoint point) {
        return toPlane(point.latitude(), point.longitude());
    }

    /**
     * @param latitude degrees WGS 84
     * @param longitude degrees WGS 84
     */
    public PlanePoint toPlane(double latitude, double longitude) {
        return new PlanePoint(
                (longitude - origin.longitude()) * metresPerDegreeEast(),
                (latitude - origin.latitude()) * metresPerDegreeNorth());
    }

    public GeoPoint toGeo(PlanePoint point) {
        return new GeoPoint(
                origin.longitude() + point.x() / metresPerDegreeEast(),
                origin.latitude() + point.y() / metresPerDegreeNorth());
    }

    private double metresPerDegreeNorth() {
        double w = flattening();
        return Math.toRadians(SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (w * w * w));
    }

    private double metresPerDegreeEast() {
        return Math.toRadians(SEMI_MAJOR / flattening() * Math.cos(Math.toRadians(origin.latitude())));
    }

    private double flattening() {
        double sine = Math.sin(Math.toRadians(origin.latitude()));
        return Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
    }
}
