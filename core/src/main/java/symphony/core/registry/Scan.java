package symphony.core.registry;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One outing of the vehicle.
 *
 * @param farm the farm's name
 * @param blocks names of the blocks it shows
 * @param cameras camera (eight digits) to side; a side that could not be read is null
 * @param startLeft number of the row beside the left camera at the start; 0 where there is no row on that side; null
 *     where not given
 * @param startRight the same on the right
 * @param direction 1 where row numbers grow along the drive, -1 where they fall; null where not given
 * @param start as written, may be empty
 * @param end as written, may be empty
 */
public record Scan(
        String scanId,
        String farm,
        List<String> blocks,
        SortedMap<String, @Nullable Side> cameras,
        @Nullable Integer startLeft,
        @Nullable Integer startRight,
        @Nullable Integer direction,
        String start,
        String end) {
    public Scan {
        blocks = List.copyOf(blocks);
        cameras = Collections.unmodifiableSortedMap(new TreeMap<>(cameras));
    }
}
