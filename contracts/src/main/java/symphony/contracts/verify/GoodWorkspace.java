package symphony.contracts.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import symphony.contracts.InMemoryArtifactStore;
import symphony.contracts.InMemoryRegistry;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.registry.Client;
import symphony.core.registry.RegistryJson;
import symphony.core.session.TaskFileReader;
import symphony.core.store.ArtifactStore;
import symphony.core.verify.Depth;
import symphony.core.verify.Verification;
import symphony.core.verify.Verifier;

/** A workspace without a fault, small and in memory; tests change one thing in it. */
public final class GoodWorkspace {
    public static final String SCAN = "2017-08-30_13-17";
    public static final String PREFIX = "oak/" + SCAN + "/";
    public static final String LEFT = "22179657";
    public static final String RIGHT = "22179677";
    /** 13:17:45.65 UTC: the first archive is shorter than a minute. */
    private static final double START = 1_504_099_065.65;

    /** What is filmed of a vineyard is the same for all workspaces of it. */
    private static final Map<Vineyard, Map<String, byte[]>> FILMED = new ConcurrentHashMap<>();

    public final InMemoryArtifactStore store = new InMemoryArtifactStore();
    /** Other task files than {@code t.yaml}, by name. */
    public final Map<String, byte[]> taskFiles = new LinkedHashMap<>();

    public final ObjectNode client;
    /** Other clients of the registry. */
    public final List<ObjectNode> others = new ArrayList<>();

    public final Vineyard vineyard;
    public String task =
            """
            client_name: Oakridge Estates
            farm_name: Upper Bench
            block_name: 12D
            session_name: s1
            """;

    public GoodWorkspace() {
        this(Vineyard.USUAL);
    }

    public GoodWorkspace(Vineyard vineyard) {
        this.vineyard = vineyard;
        client = Json.object().put("id", "oak").put("name", "Oakridge Estates");
        ArrayNode blocks = client.putArray("farms")
                .addObject()
                .put("id", "f1")
                .put("name", "Upper Bench")
                .putArray("blocks");
        blocks.add(block("b1", "12D", vineyard));
        blocks.add(block("b2", "5B", vineyard));
        ((ArrayNode) client.get("farms"))
                .addObject()
                .put("id", "f2")
                .put("name", "Lower Bench")
                .putArray("blocks")
                .add(block("b3", "7", vineyard));
        ArrayNode scans = client.putArray("scans");
        scans.add(scan(SCAN, "Upper Bench", "12D"));
        scans.add(scan("2017-08-31_09-00", "Upper Bench", "5B"));
        scans.add(scan("2017-09-01_09-00", "Lower Bench", "7"));
        film(SCAN);
    }

    /** Puts another scan of the same drive into storage; archives and logs carry its name. */
    public void film(String scanId) {
        FILMED.computeIfAbsent(vineyard, GoodWorkspace::film).forEach((name, content) -> {
            byte[] own = name.endsWith(".csv")
                    ? new String(content, StandardCharsets.UTF_8)
                            .replace(SCAN, scanId)
                            .getBytes(StandardCharsets.UTF_8)
                    : content;
            store.put("oak/" + scanId + "/" + name.replace(SCAN, scanId), own);
        });
    }

    /** Another client that has a farm of that name. */
    public ObjectNode clientWithFarm(String id, String name, String farm) {
        ObjectNode other = Json.object().put("id", id).put("name", name);
        other.putArray("farms")
                .addObject()
                .put("id", id + "-f")
                .put("name", farm)
                .putArray("blocks")
                .add(block(id + "-b", "1", vineyard));
        return other;
    }

    public ObjectNode block() {
        return (ObjectNode) client.at("/farms/0/blocks/0");
    }

    public ObjectNode row(int number) {
        return (ObjectNode) block().get("rows").get(number - 1);
    }

    public ObjectNode scan() {
        return (ObjectNode) client.at("/scans/0");
    }

    public ObjectNode scan(String scanId) {
        for (JsonNode scan : client.get("scans")) {
            if (scan.path("scanid").asText().equals(scanId)) {
                return (ObjectNode) scan;
            }
        }
        throw new IllegalArgumentException("no scan " + scanId);
    }

    /** The archive's name of a minute after 13:00. */
    public static String archive(String camera, int minute) {
        return SCAN + "_" + camera + "_13_" + minute + ".tar.gz";
    }

    public static String log(String camera) {
        return SCAN + "_" + camera + ".csv";
    }

    /** The last minute after 13:00 that was filmed. */
    public int lastMinute() {
        return 17 + (int) ((45.65 + (vineyard.drive().size() - 1) / 20.0) / 60);
    }

    /** Puts a file of the scan. */
    public void put(String name, byte[] content) {
        store.put(PREFIX + name, content);
    }

    public void put(String name, String content) {
        put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public void remove(String name) {
        store.remove(PREFIX + name);
    }

    public String text(String name) {
        try {
            return new String(store.open(PREFIX + name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the logs of both cameras alike. */
    public void logs(UnaryOperator<String> change) {
        for (String camera : List.of(LEFT, RIGHT)) {
            put(log(camera), change.apply(text(log(camera))));
        }
    }

    /** Puts a file of the session's results. */
    public void result(String name, String content) {
        store.put("oak/results/farm_UpperBench/block_12D/s1/" + name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Verification verify() {
        return verify(Depth.LOGS);
    }

    public Verification verify(Depth depth) {
        return verified(Verifier.of(registry(), store).reading(depth));
    }

    /** As on local storage: read whole where all scans take no more than so many bytes. */
    public Verification verifyDeepUpTo(long bytes) {
        return verified(Verifier.of(registry(), store).deepUpTo(bytes));
    }

    /** Through another store, which has what this one has. */
    public Verification verify(ArtifactStore other) {
        return verified(Verifier.of(registry(), other));
    }

    public Verification verifyRegistryOnly() {
        return verified(Verifier.ofRegistryOnly(registry()));
    }

    public Client registered() {
        return RegistryJson.readClient(Fields.of(client, "test"));
    }

    private InMemoryRegistry registry() {
        InMemoryRegistry registry = new InMemoryRegistry();
        registry.save(List.of(registered()));
        others.forEach(o -> registry.save(List.of(RegistryJson.readClient(Fields.of(o, "test")))));
        return registry;
    }

    private Verification verified(Verifier verifier) {
        List<TaskFileReader.Result> read = new ArrayList<>();
        read.add(TaskFileReader.read("t.yaml", task.getBytes(StandardCharsets.UTF_8), "-11_24_17_05"));
        taskFiles.forEach((path, content) -> read.add(TaskFileReader.read(path, content, "-11_24_17_05")));
        try {
            return verifier.verify(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode scan(String id, String farm, String block) {
        ObjectNode scan = Json.object().put("scanid", id).put("farm", farm);
        scan.putArray("blocks").add(block);
        scan.putObject("cameras").put(LEFT, "left").put(RIGHT, "right");
        return scan.put("startleft", 1).put("startright", 2).put("direction", 1);
    }

    private static ObjectNode block(String id, String name, Vineyard vineyard) {
        ObjectNode block = Json.object().put("id", id).put("name", name);
        block.put("num_rows", vineyard.rows())
                .put("row_space", vineyard.rowSpace())
                .put("plant_space", vineyard.plantSpace());
        ArrayNode rows = block.putArray("rows");
        for (int n = 1; n <= vineyard.rows(); n++) {
            ObjectNode row =
                    rows.addObject().put("id", id + "r" + n).put("number", n).put("num_plants", vineyard.vines());
            double across = (n - 1) * vineyard.rowSpace();
            row.set("geometry", line(vineyard.at(across, 0), vineyard.at(across, vineyard.length())));
        }
        return block;
    }

    /** A row's geometry between two places, each longitude and latitude. */
    public static JsonNode line(double[] from, double[] to) {
        ObjectNode line = Json.object().put("type", "LineString");
        ArrayNode points = line.putArray("coordinates");
        points.addArray().add(from[0]).add(from[1]);
        points.addArray().add(to[0]).add(to[1]);
        return line;
    }

    private static Map<String, byte[]> film(Vineyard vineyard) {
        List<double[]> drive = vineyard.drive();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String camera : List.of(LEFT, RIGHT)) {
            StringBuilder log = new StringBuilder("frame_number,timestamp,latitude,longitude,filename\n");
            TreeMap<Integer, long[]> minutes = new TreeMap<>();
            for (int i = 0; i < drive.size(); i++) {
                int minute = 17 + (int) ((45.65 + i / 20.0) / 60);
                log.append(String.format(
                        Locale.ROOT,
                        "%d,%.2f,%.8f,%.8f,%s\n",
                        i,
                        START + i / 20.0,
                        drive.get(i)[1],
                        drive.get(i)[0],
                        archive(camera, minute)));
                long[] span = minutes.computeIfAbsent(minute, m -> new long[] {Long.MAX_VALUE, 0});
                span[0] = Math.min(span[0], i);
                span[1] = i;
            }
            files.put(log(camera), log.toString().getBytes(StandardCharsets.UTF_8));
            minutes.forEach((minute, span) -> files.put(archive(camera, minute), Frames.archive(span[0], span[1])));
        }
        return files;
    }
}
