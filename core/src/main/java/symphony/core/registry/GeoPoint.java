package symphony.core.registry;

/**
 * A position.
 *
 * @param longitude degrees WGS 84
 * @param latitude degrees WGS 84
 */
public record GeoPoint(double longitude, double latitude) {}
