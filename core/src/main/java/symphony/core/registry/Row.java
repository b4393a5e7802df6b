package symphony.core.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As the registry has it, right or wrong: what does not fit together is for the verification to find.
 *
 * @param numPlants vines in this row; null where not given
 * @param line the row's line from its first vine's end; empty where not given
 */
public record Row(String id, int number, @Nullable Integer numPlants, List<GeoPoint> line, List<Vine> vines) {
    public Row {
        line = List.copyOf(line);
        vines = List.copyOf(vines);
    }
}
