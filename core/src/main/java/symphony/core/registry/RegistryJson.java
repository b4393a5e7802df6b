package symphony.core.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/** Registry objects in the form of the registry file, both ways; {@code session.json} holds them in the same form. */
public final class RegistryJson {
    private RegistryJson() {}

    public static ObjectNode write(List<Client> clients) {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("clients");
        clients.forEach(c -> array.add(write(c)));
        return json;
    }

    public static ObjectNode write(Client client) {
        ObjectNode json = Json.object();
        json.put("id", client.id()).put("name", client.name());
        ArrayNode farms = json.putArray("farms");
        for (Farm farm : client.farms()) {
            ObjectNode f = farms.addObject();
            f.put("id", farm.id()).put("name", farm.name());
            ArrayNode blocks = f.putArray("blocks");
            farm.blocks().forEach(b -> blocks.add(write(b)));
        }
        ArrayNode scans = json.putArray("scans");
        client.scans().forEach(s -> scans.add(write(s)));
        return json;
    }

    public static ObjectNode write(Block block) {
        ObjectNode json = Json.object();
        json.put("id", block.id()).put("name", block.name());
        putIfKnown(json, "num_rows", block.numRows());
        putIfKnown(json, "row_space", block.rowSpace());
        putIfKnown(json, "plant_space", block.plantSpace());
        json.put("varietal", block.varietal());
        if (!block.outline().isEmpty()) {
            ObjectNode polygon = json.putObject("geometry").put("type", "Polygon");
            polygon.putArray("coordinates").add(coordinates(block.outline()));
        }
        ArrayNode rows = json.putArray("rows");
        for (Row row : block.rows()) {
            ObjectNode r = rows.addObject();
            r.put("id", row.id()).put("number", row.number());
            putIfKnown(r, "num_plants", row.numPlants());
            if (!row.line().isEmpty()) {
                r.putObject("geometry").put("type", "LineString").set("coordinates", coordinates(row.line()));
            }
            if (!row.vines().isEmpty()) {
                ArrayNode vines = r.putArray("vines");
                for (Vine vine : row.vines()) {
                    ObjectNode v = vines.addObject().put("number", vine.number());
                    GeoPoint at = vine.location();
                    if (at != null) {
                        v.putObject("location").put("type", "Point").set("coordinates", coordinate(at));
                    }
                    v.put("variety", vine.variety());
                }
            }
        }
        return json;
    }

    public static ObjectNode write(Scan scan) {
        ObjectNode json = Json.object();
        json.put("scanid", scan.scanId()).put("farm", scan.farm());
        json.set("blocks", Json.array(scan.blocks()));
        ObjectNode cameras = json.putObject("cameras");
        scan.cameras()
                .forEach((camera, side) ->
                        cameras.put(camera, side == null ? "" : side.name().toLowerCase(Locale.ROOT)));
        putIfKnown(json, "startleft", scan.startLeft());
        putIfKnown(json, "startright", scan.startRight());
        putIfKnown(json, "direction", scan.direction());
        json.put("start", scan.start()).put("end", scan.end());
        return json;
    }

    /** @throws MalformedJson naming the place and the field */
    public static Client readClient(Fields f) {
        return new Client(
                f.text("id", ""),
                f.text("name"),
                f.objects("farms").stream().map(RegistryJson::readFarm).toList(),
                f.objects("scans").stream().map(RegistryJson::readScan).toList());
    }

    private static Farm readFarm(Fields f) {
        return new Farm(
                f.text("id", ""),
                f.text("name"),
                f.objects("blocks").stream().map(RegistryJson::readBlock).toList());
    }

    /** @throws MalformedJson naming the place and the field */
    public static Block readBlock(Fields f) {
        return new Block(
                f.text("id", ""),
                f.text("name"),
                whole(f, "num_rows"),
                number(f, "row_space"),
                number(f, "plant_space"),
                f.text("varietal", ""),
                f.object("geometry")
                        .map(g -> outline(Fields.of(g, f.where() + ": geometry"), g))
                        .orElse(List.of()),
                f.objects("rows").stream().map(RegistryJson::readRow).toList());
    }

    private static Row readRow(Fields f) {
        OptionalInt number = f.optionalInt("number");
        if (number.isEmpty()) {
            throw new MalformedJson(f.where() + ": field 'number' is missing");
        }
        return new Row(
                f.text("id", ""),
                number.getAsInt(),
                whole(f, "num_plants"),
                f.object("geometry")
                        .map(g -> line(Fields.of(g, f.where() + ": geometry"), g))
                        .orElse(List.of()),
                f.objects("vines").stream().map(RegistryJson::readVine).toList());
    }

    private static Vine readVine(Fields f) {
        OptionalInt number = f.optionalInt("number");
        if (number.isEmpty()) {
            throw new MalformedJson(f.where() + ": field 'number' is missing");
        }
        return new Vine(
                number.getAsInt(),
                f.object("location")
                        .map(g -> geometry(Fields.of(g, f.where() + ": location"), "Point", g))
                        .map(c -> point(c, f.where() + ": location"))
                        .orElse(null),
                f.text("variety", ""));
    }

    /** @throws MalformedJson naming the place and the field */
    public static Scan readScan(Fields f) {
        SortedMap<String, @Nullable Side> cameras = new TreeMap<>();
        f.object("cameras").ifPresent(node -> {
            Fields sides = Fields.of(node, f.where() + ": cameras");
            sides.names().forEach(camera -> cameras.put(camera, Side.parse(sides.text(camera, ""))));
        });
        return new Scan(
                f.text("scanid"),
                f.text("farm", ""),
                f.texts("blocks"),
                cameras,
                whole(f, "startleft"),
                whole(f, "startright"),
                whole(f, "direction"),
                f.text("start", ""),
                f.text("end", ""));
    }

    private static @Nullable Integer whole(Fields f, String field) {
        OptionalInt n = f.optionalInt(field);
        return n.isPresent() ? Integer.valueOf(n.getAsInt()) : null;
    }

    private static @Nullable Double number(Fields f, String field) {
        var n = f.optionalNumber(field);
        return n.isPresent() ? Double.valueOf(n.getAsDouble()) : null;
    }

    /** The outer ring of a polygon; of a multipolygon that of its first. */
    private static List<GeoPoint> outline(Fields f, ObjectNode geometry) {
        boolean multi = f.text("type").equals("MultiPolygon");
        JsonNode c = geometry(f, multi ? "MultiPolygon" : "Polygon", geometry);
        JsonNode ring = multi ? c.path(0).path(0) : c.path(0);
        return points(ring, f.where());
    }

    private static List<GeoPoint> line(Fields f, ObjectNode geometry) {
        return points(geometry(f, "LineString", geometry), f.where());
    }

    private static JsonNode geometry(Fields f, String type, ObjectNode geometry) {
        if (!f.text("type").equals(type)) {
            throw new MalformedJson(f.where() + ": expected a " + type + ", found " + f.text("type"));
        }
        return Optional.ofNullable(geometry.get("coordinates"))
                .orElseThrow(() -> new MalformedJson(f.where() + ": field 'coordinates' is missing"));
    }

    private static List<GeoPoint> points(JsonNode array, String where) {
        if (!array.isArray()) {
            throw new MalformedJson(where + ": coordinates must be a list");
        }
        List<GeoPoint> points = new ArrayList<>(array.size());
        array.forEach(p -> points.add(point(p, where)));
        return points;
    }

    private static GeoPoint point(JsonNode c, String where) {
        if (!c.isArray() || c.size() < 2 || !c.get(0).isNumber() || !c.get(1).isNumber()) {
            throw new MalformedJson(where + ": a coordinate must be [longitude, latitude], found " + c);
        }
        return new GeoPoint(c.get(0).doubleValue(), c.get(1).doubleValue());
    }

    private static ArrayNode coordinates(List<GeoPoint> points) {
        ArrayNode array = Json.object().arrayNode();
        points.forEach(p -> array.add(coordinate(p)));
        return array;
    }

    private static ArrayNode coordinate(GeoPoint p) {
        return Json.object().arrayNode().add(p.longitude()).add(p.latitude());
    }

    private static void putIfKnown(ObjectNode json, String field, @Nullable Integer value) {
        if (value != null) {
            json.put(field, value.intValue());
        }
    }

    private static void putIfKnown(ObjectNode json, String field, @Nullable Double value) {
        if (value != null) {
            json.put(field, value.doubleValue());
        }
    }
}
