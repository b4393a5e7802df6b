package symphony.registry.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.registry.Vine;

/** Reads the tables into the registry's values. */
final class RegistryRows {
    private final Handle handle;

    RegistryRows(Handle handle) {
        this.handle = handle;
    }

    /** A child and the id of its parent. */
    private record Of<T>(String parentId, T value) {}

    List<Client> outline() {
        return clients(blocks("SELECT * FROM blocks", false), false);
    }

    /** @param withRows for which blocks to read rows and vines */
    List<Client> clients(Predicate<Block> withRows) {
        List<Of<Block>> blocks = blocks("SELECT * FROM blocks", true).stream()
                .map(b -> withRows.test(b.value()) ? new Of<>(b.parentId(), full(b.value())) : b)
                .toList();
        return clients(blocks, true);
    }

    Optional<Block> block(String id) {
        return handle.createQuery("SELECT * FROM blocks WHERE id = :id")
                .bind("id", id)
                .map((rs, context) -> block(rs, true).value())
                .findOne()
                .map(this::full);
    }

    private List<Client> clients(List<Of<Block>> blocks, boolean withScans) {
        List<Of<Farm>> farms = handle.createQuery("SELECT * FROM farms")
                .map((rs, context) -> {
                    String id = rs.getString("id");
                    List<Block> own = children(
                            id, blocks, Comparator.comparing(Block::name).thenComparing(Block::id));
                    return new Of<>(rs.getString("client_id"), new Farm(id, rs.getString("name"), own));
                })
                .list();
        List<Client> clients = handle.createQuery("SELECT * FROM clients")
                .map((rs, context) -> {
                    String id = rs.getString("id");
                    List<Farm> own =
                            children(id, farms, Comparator.comparing(Farm::name).thenComparing(Farm::id));
                    return new Client(id, rs.getString("name"), own, List.of());
                })
                .list();
        return clients.stream()
                .map(c -> withScans ? new Client(c.id(), c.name(), c.farms(), scans(c.id())) : c)
                .sorted(Comparator.comparing(Client::name).thenComparing(Client::id))
                .toList();
    }

    private static <T> List<T> children(String parentId, List<Of<T>> all, Comparator<T> order) {
        return all.stream()
                .filter(c -> c.parentId().equals(parentId))
                .map(Of::value)
                .sorted(order)
                .toList();
    }

    private List<Of<Block>> blocks(String query, boolean withOutline) {
        return handle.createQuery(query)
                .map((rs, context) -> block(rs, withOutline))
                .list();
    }

    private static Of<Block> block(ResultSet rs, boolean withOutline) throws SQLException {
        Block block = new Block(
                rs.getString("id"),
                rs.getString("name"),
                whole(rs, "num_rows"),
                number(rs, "row_space"),
                number(rs, "plant_space"),
                rs.getString("varietal"),
                withOutline ? GeometryText.points(rs.getString("geometry")) : List.of(),
                List.of());
        return new Of<>(rs.getString("farm_id"), block);
    }

    private Block full(Block b) {
        Map<Integer, List<Vine>> vines = new HashMap<>();
        handle.createQuery("SELECT * FROM vines WHERE block_id = :id ORDER BY row_place, place")
                .bind("id", b.id())
                .map((rs, context) -> new Of<>(rs.getString("row_place"), vine(rs)))
                .forEach(v -> vines.computeIfAbsent(Integer.valueOf(v.parentId()), place -> new ArrayList<>())
                        .add(v.value()));
        List<Row> rows = handle.createQuery("SELECT * FROM block_rows WHERE block_id = :id ORDER BY place")
                .bind("id", b.id())
                .map((rs, context) -> new Row(
                        rs.getString("id"),
                        rs.getInt("number"),
                        whole(rs, "num_plants"),
                        GeometryText.points(rs.getString("geometry")),
                        vines.getOrDefault(rs.getInt("place"), List.of())))
                .list();
        return new Block(b.id(), b.name(), b.numRows(), b.rowSpace(), b.plantSpace(), b.varietal(), b.outline(), rows);
    }

    private static Vine vine(ResultSet rs) throws SQLException {
        Double longitude = number(rs, "longitude");
        Double latitude = number(rs, "latitude");
        GeoPoint at = longitude == null || latitude == null ? null : new GeoPoint(longitude, latitude);
        return new Vine(rs.getInt("number"), at, rs.getString("variety"));
    }

    List<Scan> scans(String clientId) {
        Map<String, List<String>> blocks = new HashMap<>();
        handle.createQuery("SELECT scan_id, block FROM scan_blocks WHERE client_id = :id ORDER BY scan_id, place")
                .bind("id", clientId)
                .map((rs, context) -> new Of<>(rs.getString("scan_id"), rs.getString("block")))
                .forEach(b -> blocks.computeIfAbsent(b.parentId(), scan -> new ArrayList<>())
                        .add(b.value()));
        Map<String, SortedMap<String, @Nullable Side>> cameras = cameras(clientId);
        return handle
                .createQuery("SELECT * FROM scans WHERE client_id = :id")
                .bind("id", clientId)
                .map((rs, context) -> scan(rs, blocks, cameras))
                .stream()
                .sorted(Comparator.comparing(Scan::scanId))
                .toList();
    }

    private Map<String, SortedMap<String, @Nullable Side>> cameras(String clientId) {
        Map<String, SortedMap<String, @Nullable Side>> cameras = new HashMap<>();
        handle.createQuery("SELECT scan_id, camera, side FROM scan_cameras WHERE client_id = :id")
                .bind("id", clientId)
                .map((rs, context) -> new String[] {rs.getString(1), rs.getString(2), rs.getString(3)})
                .forEach(c ->
                        cameras.computeIfAbsent(c[0], scan -> new TreeMap<>()).put(c[1], RegistryChanges.side(c[2])));
        return cameras;
    }

    @SuppressWarnings("NullAway") // a map of nullables is not seen as one through a class file
    private static Scan scan(
            ResultSet rs, Map<String, List<String>> blocks, Map<String, SortedMap<String, @Nullable Side>> cameras)
            throws SQLException {
        String id = rs.getString("scan_id");
        return new Scan(
                id,
                rs.getString("farm"),
                blocks.getOrDefault(id, List.of()),
                cameras.getOrDefault(id, new TreeMap<>()),
                whole(rs, "start_left"),
                whole(rs, "start_right"),
                whole(rs, "direction"),
                rs.getString("started"),
                rs.getString("ended"));
    }

    private static @Nullable Integer whole(ResultSet rs, String column) throws SQLException {
        int value = rs.getInt(column);
        return rs.wasNull() ? null : Integer.valueOf(value);
    }

    private static @Nullable Double number(ResultSet rs, String column) throws SQLException {
        double value = rs.getDouble(column);
        return rs.wasNull() ? null : Double.valueOf(value);
    }
}
