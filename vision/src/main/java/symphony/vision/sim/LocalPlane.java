package symphony.vision.sim;

import symphony.core.registry.GeoPoint;

/** The tangent plane at a block: over a few hundred metres its error is far below that of any receiver. */
record LocalPlane(GeoPoint origin) {
    Vec toMetres(GeoPoint p) {
        return new Vec(
                (p.longitude() - origin.longitude()) * metresPerDegreeEast(),
                (p.latitude() - origin.latitude()) * metresPerDegreeNorth());
    }

    GeoPoint toDegrees(Vec v) {
        return new GeoPoint(
                origin.longitude() + v.x() / metresPerDegreeEast(), origin.latitude() + v.y() / metresPerDegreeNorth());
    }

    /** Series of the WGS 84 ellipsoid. */
    private double metresPerDegreeNorth() {
        double phi = Math.toRadians(origin.latitude());
        return 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
    }

    private double metresPerDegreeEast() {
        double phi = Math.toRadians(origin.latitude());
        return 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi);
    }
}
