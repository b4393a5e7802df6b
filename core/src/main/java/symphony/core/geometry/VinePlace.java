package symphony.core.geometry;

/**
 * Where a vine stands in its row.
 *
 * @param vine its number, from 1
 * @param along metres along the row from the first vine
 */
public record VinePlace(int vine, double along) {}
