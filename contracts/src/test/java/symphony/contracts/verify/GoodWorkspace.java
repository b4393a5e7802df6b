package symphony.contracts.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import symphony.contracts.InMemoryArtifactStore;
import symphony.contracts.InMemoryRegistry;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.registry.Client;
import symphony.core.registry.RegistryJson;
import symphony.core.session.TaskFileReader;
import symphony.core.verify.Verification;
import symphony.core.verify.Verifier;

/** A workspace without a fault, small and in memory; tests change one thing in it. */
final class GoodWorkspace {
    static final String SCAN = "2017-08-30_13-17";
    static final String PREFIX = "oak/" + SCAN + "/";
    static final String LEFT = "22179657";
    static final String RIGHT = "22179677";
    private static final double LONGITUDE = -122.5;
    private static final double LATITUDE = 38.5;
    private static final double METRES = 111_320;
    private static final double START = 1_504_099_065.65;

    final InMemoryArtifactStore store = new InMemoryArtifactStore();
    final Map<String, String> taskFiles = new LinkedHashMap<>();
    final ObjectNode client;
    String task =
            """
            client_name: Oakridge Estates
            farm_name: Upper Bench
            block_name: 12D
            session_name: s1
            """;

    GoodWorkspace() {
        client = Json.object().put("id", "oak").put("name", "Oakridge Estates");
        ArrayNode blocks = client.putArray("farms")
                .addObject()
                .put("id", "f1")
                .put("name", "Upper Bench")
                .putArray("blocks");
        blocks.add(block("b1", "12D"));
        blocks.add(block("b2", "5B"));
        ((ArrayNode) client.get("farms"))
                .addObject()
                .put("id", "f2")
                .put("name", "Lower Bench")
                .putArray("blocks")
                .add(block("b3", "7"));
        ArrayNode scans = client.putArray("scans");
        scans.add(scan(SCAN, "Upper Bench", "12D"));
        scans.add(scan("2017-08-31_09-00", "Upper Bench", "5B"));
        scans.add(scan("2017-09-01_09-00", "Lower Bench", "7"));
        for (String camera : List.of(LEFT, RIGHT)) {
            for (int minute = 17; minute < 20; minute++) {
                store.put(PREFIX + archive(camera, minute), targz(minute * 1200 + ".jpg"));
            }
            store.put(PREFIX + SCAN + "_" + camera + ".csv", log(camera).getBytes(StandardCharsets.UTF_8));
        }
    }

    ObjectNode block() {
        return (ObjectNode) client.at("/farms/0/blocks/0");
    }

    ObjectNode row(int number) {
        return (ObjectNode) block().get("rows").get(number - 1);
    }

    ObjectNode scan() {
        return (ObjectNode) client.at("/scans/0");
    }

    static String archive(String camera, int minute) {
        return SCAN + "_" + camera + "_13_" + minute + ".tar.gz";
    }

    static String log(String camera) {
        StringBuilder log = new StringBuilder("frame_number,timestamp,latitude,longitude,filename\n");
        for (int i = 0; i < 120; i++) {
            log.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.8f,%.8f,%s%n",
                    i,
                    START + i,
                    LATITUDE + i * 1e-6,
                    LONGITUDE,
                    archive(camera, 17 + (int) ((45.65 + i) / 60))));
        }
        return log.toString();
    }

    void put(String name, String content) {
        store.put(PREFIX + name, content.getBytes(StandardCharsets.UTF_8));
    }

    Verification verify() {
        return verify(true);
    }

    Verification verifyRegistryOnly() {
        return verify(false);
    }

    Client registered() {
        return RegistryJson.readClient(Fields.of(client, "test"));
    }

    private Verification verify(boolean storage) {
        InMemoryRegistry registry = new InMemoryRegistry();
        registry.save(List.of(registered()));
        List<TaskFileReader.Result> read = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>(Map.of("t.yaml", task));
        files.putAll(taskFiles);
        files.forEach((path, text) ->
                read.add(TaskFileReader.read(path, text.getBytes(StandardCharsets.UTF_8), "-11_24_17_05")));
        try {
            return (storage ? Verifier.of(registry, store) : Verifier.ofRegistryOnly(registry)).verify(read);
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

    private static ObjectNode block(String id, String name) {
        ObjectNode block = Json.object().put("id", id).put("name", name);
        block.put("num_rows", 4).put("row_space", 2.4).put("plant_space", 1.5);
        ArrayNode rows = block.putArray("rows");
        for (int n = 1; n <= 4; n++) {
            ObjectNode row =
                    rows.addObject().put("id", id + "r" + n).put("number", n).put("num_plants", 20);
            double x = LONGITUDE + (n - 1) * 2.4 / (METRES * Math.cos(Math.toRadians(LATITUDE)));
            row.set("geometry", line(x, LATITUDE, x, LATITUDE + 28.5 / METRES));
        }
        return block;
    }

    static JsonNode line(double x1, double y1, double x2, double y2) {
        ObjectNode line = Json.object().put("type", "LineString");
        ArrayNode points = line.putArray("coordinates");
        points.addArray().add(x1).add(y1);
        points.addArray().add(x2).add(y2);
        return line;
    }

    /** A tar with one file that begins as a JPEG does, gzipped. */
    static byte[] targz(String name) {
        byte[] tar = new byte[10 * 1024];
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, "00000000144\0");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        System.arraycopy(header, 0, tar, 0, 512);
        tar[512] = (byte) 0xFF;
        tar[513] = (byte) 0xD8;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
