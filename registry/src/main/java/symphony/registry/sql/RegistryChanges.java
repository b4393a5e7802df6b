package symphony.registry.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.registry.Vine;

/** Writes what differs from what is held; a save of what is there already writes nothing. */
final class RegistryChanges {
    private final Handle handle;
    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, Farm> farms = new HashMap<>();
    private final Map<String, Block> blocks = new HashMap<>();

    RegistryChanges(Handle handle, List<Client> held) {
        this.handle = handle;
        for (Client client : held) {
            clients.put(client.id(), client);
            for (Farm farm : client.farms()) {
                farms.put(farm.id(), farm);
                farm.blocks().forEach(b -> blocks.put(b.id(), b));
            }
        }
    }

    void write(List<Client> wanted) {
        for (Client client : wanted) {
            Client held = clients.get(client.id());
            if (held == null || !held.name().equals(client.name())) {
                handle.createUpdate(
                                """
                                INSERT INTO clients (id, name) VALUES (:id, :name)
                                ON CONFLICT (id) DO UPDATE SET name = excluded.name""")
                        .bind("id", client.id())
                        .bind("name", client.name())
                        .execute();
            }
            client.farms().forEach(farm -> write(client, farm));
            List<Scan> scans = held == null ? List.of() : held.scans();
            client.scans().stream().filter(s -> !scans.contains(s)).forEach(s -> write(client, s));
        }
    }

    private void write(Client client, Farm farm) {
        Farm held = farms.get(farm.id());
        if (held == null || !held.name().equals(farm.name())) {
            handle.createUpdate(
                            """
                            INSERT INTO farms (id, client_id, name) VALUES (:id, :client, :name)
                            ON CONFLICT (id) DO UPDATE SET name = excluded.name""")
                    .bind("id", farm.id())
                    .bind("client", client.id())
                    .bind("name", farm.name())
                    .execute();
        }
        farm.blocks().stream().filter(b -> !b.equals(blocks.get(b.id()))).forEach(b -> write(farm, b));
    }

    private void write(Farm farm, Block block) {
        handle.createUpdate(
                        """
                        INSERT INTO blocks (id, farm_id, name, num_rows, row_space, plant_space, varietal, geometry)
                        VALUES (:id, :farm, :name, :numRows, :rowSpace, :plantSpace, :varietal, :geometry)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, num_rows = excluded.num_rows,
                            row_space = excluded.row_space, plant_space = excluded.plant_space,
                            varietal = excluded.varietal, geometry = excluded.geometry""")
                .bind("id", block.id())
                .bind("farm", farm.id())
                .bind("name", block.name())
                .bind("numRows", block.numRows())
                .bind("rowSpace", block.rowSpace())
                .bind("plantSpace", block.plantSpace())
                .bind("varietal", block.varietal())
                .bind("geometry", GeometryText.polygon(block.outline()))
                .execute();
        Block held = blocks.get(block.id());
        if (held == null || !held.rows().equals(block.rows())) {
            writeRows(block);
        }
    }

    private void writeRows(Block block) {
        delete("DELETE FROM vines WHERE block_id = ?", block.id());
        delete("DELETE FROM block_rows WHERE block_id = ?", block.id());
        PreparedBatch rows = handle.prepareBatch(
                "INSERT INTO block_rows (block_id, place, id, number, num_plants, geometry) VALUES (?, ?, ?, ?, ?, ?)");
        PreparedBatch vines = handle.prepareBatch(
                "INSERT INTO vines (block_id, row_place, place, number, longitude, latitude, variety)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (int r = 0; r < block.rows().size(); r++) {
            Row row = block.rows().get(r);
            rows.add(block.id(), r, row.id(), row.number(), row.numPlants(), GeometryText.line(row.line()));
            for (int v = 0; v < row.vines().size(); v++) {
                Vine vine = row.vines().get(v);
                GeoPoint at = vine.location();
                vines.add(
                        block.id(),
                        r,
                        v,
                        vine.number(),
                        at == null ? null : at.longitude(),
                        at == null ? null : at.latitude(),
                        vine.variety());
            }
        }
        execute(rows);
        execute(vines);
    }

    private void write(Client client, Scan scan) {
        delete("DELETE FROM scan_blocks WHERE client_id = ? AND scan_id = ?", client.id(), scan.scanId());
        delete("DELETE FROM scan_cameras WHERE client_id = ? AND scan_id = ?", client.id(), scan.scanId());
        handle.createUpdate(
                        """
                        INSERT INTO scans
                            (client_id, scan_id, farm, start_left, start_right, direction, started, ended)
                        VALUES (:client, :scan, :farm, :startLeft, :startRight, :direction, :started, :ended)
                        ON CONFLICT (client_id, scan_id) DO UPDATE SET farm = excluded.farm,
                            start_left = excluded.start_left, start_right = excluded.start_right,
                            direction = excluded.direction, started = excluded.started, ended = excluded.ended""")
                .bind("client", client.id())
                .bind("scan", scan.scanId())
                .bind("farm", scan.farm())
                .bind("startLeft", scan.startLeft())
                .bind("startRight", scan.startRight())
                .bind("direction", scan.direction())
                .bind("started", scan.start())
                .bind("ended", scan.end())
                .execute();
        PreparedBatch names =
                handle.prepareBatch("INSERT INTO scan_blocks (client_id, scan_id, place, block) VALUES (?, ?, ?, ?)");
        for (int i = 0; i < scan.blocks().size(); i++) {
            names.add(client.id(), scan.scanId(), i, scan.blocks().get(i));
        }
        execute(names);
        PreparedBatch cameras =
                handle.prepareBatch("INSERT INTO scan_cameras (client_id, scan_id, camera, side) VALUES (?, ?, ?, ?)");
        scan.cameras().forEach((camera, side) -> cameras.add(client.id(), scan.scanId(), camera, text(side)));
        execute(cameras);
    }

    private void delete(String statement, Object... values) {
        handle.execute(statement, values);
    }

    private static void execute(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static @Nullable String text(@Nullable Side side) {
        return side == null ? null : side.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Side side(@Nullable String text) {
        return text == null ? null : Side.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
