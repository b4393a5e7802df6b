package symphony.app.results;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.GeoPoint;

/**
 * What one session found on one vine. What was not seen is null, never 0.
 *
 * @param session whose it is
 * @param variety as the registry has it, of the vine or else of the block; may be empty
 * @param clusters visible clusters of both sides
 * @param dir1 of the side that faces the next lower row; null too where the summary does not tell sides apart
 * @param dir2 of the side that faces the next higher row; the same
 * @param coverage the share of the vine that was before a camera, 0 to 1, of the side that was seen better
 * @param along metres along the row from its first vine; null where not known
 * @param scans those in which the vine's row was seen, ordered
 * @param at null where not known
 */
public record VineResult(
        Of session,
        int row,
        int vine,
        String variety,
        @Nullable Integer clusters,
        @Nullable Integer dir1,
        @Nullable Integer dir2,
        @Nullable BigDecimal coverage,
        @Nullable BigDecimal along,
        List<String> scans,
        @Nullable GeoPoint at) {

    /** A session's names; client and farm are empty where its {@code session.json} is gone. */
    public record Of(String name, String client, String farm, String block) {}

    public VineResult {
        scans = List.copyOf(scans);
    }
}
