package symphony.registry.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final int MOST_ASKED = 500;

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
        List<Of<Block>> blocks = blocks("SELECT * FROM blocks", true);
        Map<String, Block> full = new HashMap<>();
        full(blocks.stream().map(Of::value).filter(withRows).toList()).forEach(b -> full.put(b.id(), b));
        return clients(
                blocks.stream()
                        .map(b -> new Of<>(
                                b.parentId(), full.getOrDefault(b.value().id(), b.value())))
                        .toList(),
                true);
    }

    /** These blocks with rows and vines. */
    List<Block> blocks(Collection<String> ids) {
        List<Block> found = new ArrayList<>();
        for (List<String> some : asked(ids.stream().distinct().toList())) {
            found.addAll(handle.createQuery("SELECT * FROM blocks WHERE id IN (<ids>)")
                    .bindList("ids", some)
                    .map((rs, context) -> block(rs, true).value())
                    .list());
        }
        return full(found);
    }

    /** Statements take so many parameters at most. */
    private static List<List<String>> asked(List<String> ids) {
        return IntStream.range(0, (ids.size() + MOST_ASKED - 1) / MOST_ASKED)
                .mapToObj(i -> ids.subList(i * MOST_ASKED, Math.min(ids.size(), (i + 1) * MOST_ASKED)))
                .toList();
    }

    private List<Client> clients(List<Of<Block>> blocks, boolean withScans) {
        Map<String, List<Block>> blocksOf = byParent(blocks);
        List<Of<Farm>> farms = handle.createQuery("SELECT * FROM farms")
                .map((rs, context) -> {
                    String id = rs.getString("id");
                    List<Block> own = children(
                            id, blocksOf, Comparator.comparing(Block::name).thenComparing(Block::id));
                    return new Of<>(rs.getString("client_id"), new Farm(id, rs.getString("name"), own));
                })
                .list();
        Map<String, List<Farm>> farmsOf = byParent(farms);
        List<Client> clients = handle.createQuery("SELECT * FROM clients")
                .map((rs, context) -> {
                    String id = rs.getString("id");
                    List<Farm> own = children(
                            id, farmsOf, Comparator.comparing(Farm::name).thenComparing(Farm::id));
                    return new Client(id, rs.getString("name"), own, List.of());
                })
                .list();
        return clients.stream()
                .map(c -> withScans ? new Client(c.id(), c.name(), c.farms(), scans(c.id())) : c)
                .sorted(Comparator.comparing(Client::name).thenComparing(Client::id))
                .toList();
    }

    private static <T> Map<String, List<T>> byParent(List<Of<T>> children) {
        return children.stream()
                .collect(Collectors.groupingBy(Of::parentId, Collectors.mapping(Of::value, Collectors.toList())));
    }

    private static <T> List<T> children(String parentId, Map<String, List<T>> byParent, Comparator<T> order) {
        return byParent.getOrDefault(parentId, List.of()).stream().sorted(order).toList();
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

    /** The same blocks with their rows and vines: a query of each for many blocks. */
    private List<Block> full(List<Block> blocks) {
        Map<String, List<Row>> rows = new HashMap<>();
        asked(blocks.stream().map(Block::id).toList()).forEach(ids -> rows.putAll(rows(ids)));
        return blocks.stream()
                .map(b -> new Block(
                        b.id(),
                        b.name(),
                        b.numRows(),
                        b.rowSpace(),
                        b.plantSpace(),
                        b.varietal(),
                        b.outline(),
                        rows.getOrDefault(b.id(), List.of())))
                .toList();
    }

    private Map<String, List<Row>> rows(List<String> blockIds) {
        Map<RowPlace, List<Vine>> vines = vines(blockIds);
        return byParent(
                handle.createQuery("SELECT * FROM block_rows WHERE block_id IN (<ids>) ORDER BY block_id, place")
                        .bindList("ids", blockIds)
                        .map((rs, context) -> {
                            String block = rs.getString("block_id");
                            Row row = new Row(
                                    rs.getString("id"),
                                    rs.getInt("number"),
                                    whole(rs, "num_plants"),
                                    GeometryText.points(rs.getString("geometry")),
                                    vines.getOrDefault(new RowPlace(block, rs.getInt("place")), List.of()));
                            return new Of<>(block, row);
                        })
                        .list());
    }

    private record RowPlace(String blockId, int place) {}

    private Map<RowPlace, List<Vine>> vines(List<String> blockIds) {
        Map<RowPlace, List<Vine>> vines = new HashMap<>();
        handle.createQuery("SELECT * FROM vines WHERE block_id IN (<ids>) ORDER BY block_id, row_place, place")
                .bindList("ids", blockIds)
                .map((rs, context) -> {
                    RowPlace row = new RowPlace(rs.getString("block_id"), rs.getInt("row_place"));
                    vines.computeIfAbsent(row, place -> new ArrayList<>()).add(vine(rs));
                    return row;
                })
                .forEach(row -> {});
        return vines;
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
