package symphony.app.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import symphony.contracts.InMemoryArtifactStore;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.json.Json;
import symphony.core.pipeline.Provenance;
import symphony.core.registry.Block;
import symphony.core.session.Session;
import symphony.core.task.Role;

/** A session in a store without a disk: four row parts of two archives, and what a test puts there. */
public final class StoredSession {
    public final InMemoryArtifactStore store = new InMemoryArtifactStore();
    public final Session session;
    public final RowVideoMap map;

    public StoredSession(String name, Map<String, String> parameters) {
        Map<String, JsonNode> params = new HashMap<>();
        parameters.forEach((k, v) -> params.put(k, Json.parse(v)));
        Block block = new Block("b1", "12D", 2, 2.4, 1.5, "Merlot", List.of(), List.of());
        session = new Session(
                name,
                "Oakridge",
                "oak",
                "Upper Bench",
                "f1",
                block,
                List.of(),
                false,
                Role.RVM,
                params,
                1,
                "",
                0,
                List.of());
        List<RowPart> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ArchiveName archive = new ArchiveName("2017-06-30_10-01", "22179657", 10, i / 2);
            Direction side = i % 2 == 0 ? Direction.DIR1 : Direction.DIR2;
            parts.add(new RowPart(new PartName(archive, i / 2 + 1, side, 1, 1), i * 20, i * 20 + 10, 1, ""));
        }
        map = new RowVideoMap(parts);
    }

    public PartName part(int number) {
        return map.name(number);
    }

    /** Its {@code session.json} and its map. */
    public StoredSession sent() {
        put(session.root().session(), session.format());
        put(session.root().rvm(), map.format());
        return this;
    }

    public void put(String key, String text) {
        store.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A zip with its record, as a worker publishes it. */
    public void publish(Role role, int number) {
        String key =
                switch (role) {
                    case PREPROC -> session.root().frames(part(number));
                    case DETECTION -> session.root().detection(part(number));
                    case PROCESS -> session.root().process(part(number));
                    case RVM, POSTPROCESS -> throw new IllegalArgumentException(role.toString());
                };
        publish(role, key, zip(key), "");
    }

    /** A summary over whatever summary lies there. */
    public void publishSummary(String content, String inputsDigest) {
        publish(Role.POSTPROCESS, session.root().summary(), content.getBytes(StandardCharsets.UTF_8), inputsDigest);
    }

    private void publish(Role role, String key, byte[] content, String inputsDigest) {
        store.put(key, content);
        Provenance made = new Provenance(
                session.root().relative(key),
                Checksum.of(content),
                0,
                role,
                List.of(),
                inputsDigest,
                "detect",
                "1",
                List.of("detect"),
                session.detectionParams(),
                "",
                "w1",
                "host",
                "",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:01Z");
        put(session.root().key(made.recordName().relativeKey()), made.format());
    }

    public static byte[] zip(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("content.txt"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
