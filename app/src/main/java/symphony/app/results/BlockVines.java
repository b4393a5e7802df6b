package symphony.app.results;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.BlockGeometry;
import symphony.core.geometry.RowLine;
import symphony.core.geometry.VinePlace;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Vine;

/** What the registry told of a block's vines when its session was sent. */
final class BlockVines {
    private final Block block;
    private final Optional<BlockGeometry> geometry;
    private final Map<Integer, Map<Integer, Vine>> vines = new HashMap<>();
    private final Map<Integer, Map<Integer, Double>> along = new HashMap<>();

    BlockVines(Block block) {
        this.block = block;
        this.geometry = BlockGeometry.surveyed(block);
        for (Row row : block.rows()) {
            Map<Integer, Vine> ofRow = vines.computeIfAbsent(row.number(), n -> new HashMap<>());
            row.vines().forEach(v -> ofRow.putIfAbsent(v.number(), v));
        }
    }

    String variety(int row, int vine) {
        return vine(row, vine).map(Vine::variety).filter(v -> !v.isEmpty()).orElse(block.varietal());
    }

    /** Metres along the row; nothing where the block is not surveyed. */
    @Nullable
    Double along(int row, int vine) {
        return along.computeIfAbsent(row, this::alongRow).get(vine);
    }

    /** Where it was surveyed, else where it must stand in its row. */
    @Nullable
    GeoPoint place(int row, int vine) {
        Optional<GeoPoint> surveyed = vine(row, vine).map(Vine::location);
        Double metres = along(row, vine);
        if (surveyed.isPresent() || metres == null) {
            return surveyed.orElse(null);
        }
        BlockGeometry known = geometry.orElseThrow();
        return known.row(row).map(line -> known.plane().toGeo(line.at(metres))).orElse(null);
    }

    private Map<Integer, Double> alongRow(int row) {
        Map<Integer, Double> places = new HashMap<>();
        Optional<RowLine> line = geometry.flatMap(g -> g.row(row));
        if (line.isPresent()) {
            for (VinePlace place : geometry.orElseThrow().vines(block, row)) {
                places.put(place.vine(), place.along());
            }
        }
        return places;
    }

    private Optional<Vine> vine(int row, int number) {
        return Optional.ofNullable(vines.getOrDefault(row, Map.of()).get(number));
    }
}
