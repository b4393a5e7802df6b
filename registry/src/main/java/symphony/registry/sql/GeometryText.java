package symphony.registry.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import symphony.core.json.Json;
import symphony.core.registry.GeoPoint;

/** Points as GeoJSON text in a column, which other programs read too. */
final class GeometryText {
    private GeometryText() {}

    static @Nullable String polygon(List<GeoPoint> ring) {
        if (ring.isEmpty()) {
            return null;
        }
        ObjectNode json = Json.object().put("type", "Polygon");
        json.putArray("coordinates").add(coordinates(ring));
        return Json.line(json);
    }

    static @Nullable String line(List<GeoPoint> points) {
        if (points.isEmpty()) {
            return null;
        }
        ObjectNode json = Json.object().put("type", "LineString");
        json.set("coordinates", coordinates(points));
        return Json.line(json);
    }

    /** The points of a line, or of a polygon's outer ring; none of no text. */
    static List<GeoPoint> points(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        JsonNode json = Json.parse(text);
        JsonNode coordinates = json.path("coordinates");
        List<GeoPoint> points = new ArrayList<>();
        for (JsonNode p : json.path("type").asText().equals("Polygon") ? coordinates.path(0) : coordinates) {
            points.add(new GeoPoint(p.path(0).doubleValue(), p.path(1).doubleValue()));
        }
        return points;
    }

    private static ArrayNode coordinates(List<GeoPoint> points) {
        ArrayNode array = Json.object().arrayNode();
        points.forEach(p -> array.addArray().add(p.longitude()).add(p.latitude()));
        return array;
    }
}
