package symphony.vision.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import symphony.core.json.Json;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Vine;

/**
 * The research vineyard at Riseholme as it was surveyed: 10 rows of 12 vines with RTK positions. Source and licence are
 * in the resource folder's {@code NOTICE.md}.
 */
public final class RiseholmeBlock {
    private static final String FARM = "Riseholme Park";
    private static final String BLOCK = "Research";

    private RiseholmeBlock() {}

    /** The client with its farm, its block, and one scan through all alleys that starts east of row 1. */
    public static Client client() {
        List<Row> rows = rows();
        Block unmeasured = new Block("research", BLOCK, rows.size(), null, null, "", List.of(), rows);
        BlockPlan plan = BlockPlan.of(unmeasured);
        double length = plan.rows().stream()
                .mapToDouble(BlockPlan.RowPlan::length)
                .average()
                .orElseThrow();
        int vines = rows.get(0).vines().size();
        LinkedHashSet<String> varieties = new LinkedHashSet<>();
        rows.forEach(r -> r.vines().forEach(v -> varieties.add(v.variety())));
        Block block = new Block(
                "research",
                BLOCK,
                rows.size(),
                Math.round(plan.rowSpace() * 100) / 100.0,
                Math.round(length / (vines - 1) * 100) / 100.0,
                String.join(", ", varieties),
                outline(plan),
                rows);
        // 51.65 s after the minute: the first archive is short, and every border between archives falls into a row
        Scan scan = SyntheticBlock.scan(FARM, BLOCK, "2026-09-14_10-01", "2026-09-14T10:01:51.650Z");
        return new Client(
                "riseholme", "Riseholme", List.of(new Farm("riseholme-park", FARM, List.of(block))), List.of(scan));
    }

    private static List<Row> rows() {
        Map<Integer, List<Vine>> vines = new TreeMap<>();
        for (CSVRecord line : csv(resource("vines.csv"))) {
            int row = Integer.parseInt(line.get("Vine Row").replace("row_", ""));
            GeoPoint at =
                    new GeoPoint(Double.parseDouble(line.get("Longitude")), Double.parseDouble(line.get("Latitude")));
            List<Vine> list = vines.computeIfAbsent(row, r -> new ArrayList<>());
            list.add(new Vine(list.size() + 1, at, line.get("Variety")));
        }
        List<Row> rows = new ArrayList<>();
        vines.forEach((number, list) -> {
            List<GeoPoint> line = List.of(
                    Objects.requireNonNull(list.get(0).location()),
                    Objects.requireNonNull(list.get(list.size() - 1).location()));
            rows.add(new Row("research-" + number, number, list.size(), line, list));
        });
        return rows;
    }

    /** Around the outer rows' end poles, half an alley outside. */
    private static List<GeoPoint> outline(BlockPlan plan) {
        List<List<GeoPoint>> poles = poles();
        List<GeoPoint> first = poles.get(0);
        List<GeoPoint> last = poles.get(poles.size() - 1);
        Vec lowerStart = plan.plane().toMetres(first.get(0));
        Vec lowerEnd = plan.plane().toMetres(first.get(first.size() - 1));
        Vec higherStart = plan.plane().toMetres(last.get(0));
        Vec higherEnd = plan.plane().toMetres(last.get(last.size() - 1));
        Vec out = higherStart.minus(lowerStart).unit().times(plan.rowSpace() / 2);
        GeoPoint corner = plan.plane().toDegrees(lowerStart.minus(out));
        return List.of(
                corner,
                plan.plane().toDegrees(lowerEnd.minus(out)),
                plan.plane().toDegrees(higherEnd.plus(out)),
                plan.plane().toDegrees(higherStart.plus(out)),
                corner);
    }

    /** The poles of each row, in order. */
    private static List<List<GeoPoint>> poles() {
        Map<String, List<GeoPoint>> rows = new TreeMap<>();
        for (JsonNode feature : Json.parse(resource("poles.geojson")).path("features")) {
            String name = feature.path("properties").path("Point").asText();
            JsonNode at = feature.path("geometry").path("coordinates");
            rows.computeIfAbsent(name.substring(0, "ROW00".length()), r -> new ArrayList<>())
                    .add(new GeoPoint(at.path(0).asDouble(), at.path(1).asDouble()));
        }
        return List.copyOf(rows.values());
    }

    private static List<CSVRecord> csv(String text) {
        try (var parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = RiseholmeBlock.class.getResourceAsStream("riseholme/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
