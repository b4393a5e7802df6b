package symphony.core.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As the registry has it, right or wrong: what does not fit together is for the verification to find.
 *
 * @param rowSpace metres between neighbouring rows; null where not given
 * @param plantSpace metres between neighbouring vines; null where not given
 * @param outline the block's outer ring; empty where not given
 */
public record Block(
        String id,
        String name,
        @Nullable Integer numRows,
        @Nullable Double rowSpace,
        @Nullable Double plantSpace,
        String varietal,
        List<GeoPoint> outline,
        List<Row> rows)
        implements Named {
    public Block {
        outline = List.copyOf(outline);
        rows = List.copyOf(rows);
    }
}
