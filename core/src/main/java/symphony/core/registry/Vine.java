package symphony.core.registry;

import org.jspecify.annotations.Nullable;

/**
 * @param number from 1, along the row
 * @param location null where it was not surveyed
 */
public record Vine(int number, @Nullable GeoPoint location, String variety) {}
