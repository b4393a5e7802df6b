package symphony.vision.postprocess;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import symphony.core.json.Json;
import symphony.core.registry.GeoPoint;
import symphony.vision.postprocess.BlockMap.Place;
import symphony.vision.postprocess.BlockMap.VineId;
import symphony.vision.postprocess.Summary.RowSum;
import symphony.vision.postprocess.Summary.VineSum;

/** The summary as files for programs. */
final class SummaryFiles {
    private SummaryFiles() {}

    /** {@code summary.json}. */
    static String json(Summary summary) {
        ObjectNode json = Json.object();
        json.put("session_name", summary.sessionName());
        json.put("block_name", summary.blockName());
        json.putObject("total").put("visible_clusters", summary.total());
        ArrayNode rows = json.putArray("rows");
        for (RowSum r : summary.rows()) {
            rows.addObject()
                    .put("row", r.row())
                    .put("dir1", r.dir1())
                    .put("dir2", r.dir2())
                    .put("coverage", share(r.coverage()));
        }
        ArrayNode vines = json.putArray("vines");
        for (VineSum v : summary.vines()) {
            vines.addObject()
                    .put("row", v.row())
                    .put("vine", v.vine())
                    .put("clusters", v.clusters())
                    .put("coverage", share(v.coverage()));
        }
        return Json.pretty(json);
    }

    /** {@code summary.rows.csv}; empty is not seen. */
    static String rows(Summary summary) {
        StringBuilder out = new StringBuilder("row,visible_clusters,dir1,dir2,coverage\n");
        for (RowSum r : summary.rows()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%d,%s,%s,%s,%.3f\n",
                    r.row(),
                    text(r.total()),
                    text(r.dir1()),
                    text(r.dir2()),
                    r.coverage()));
        }
        return out.toString();
    }

    /** {@code summary.vines.csv}; empty is not seen. */
    static String vines(Summary summary, BlockMap map) {
        StringBuilder out =
                new StringBuilder("row,vine,visible_clusters,dir1,dir2,coverage,along_m,longitude,latitude\n");
        for (VineSum v : summary.vines()) {
            Place place = map.vines().get(VineId.of(v));
            GeoPoint geo = place == null ? null : place.geo();
            out.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%s,%s,%s,%s,%.2f,%s,%s\n",
                    v.row(),
                    v.vine(),
                    text(v.clusters()),
                    text(v.dir1()),
                    text(v.dir2()),
                    text(share(v.coverage())),
                    v.along(),
                    geo == null ? "" : degrees(geo.longitude()).toPlainString(),
                    geo == null ? "" : degrees(geo.latitude()).toPlainString()));
        }
        return out.toString();
    }

    /** {@code summary.geojson}: vines and rows; their geometry is null where it is not known (RFC 7946, 3.2). */
    static String geoJson(Summary summary, BlockMap map) {
        ObjectNode json = Json.object();
        json.put("type", "FeatureCollection");
        json.put("name", summary.sessionName());
        ArrayNode features = json.putArray("features");
        for (RowSum r : summary.rows()) {
            ObjectNode f = feature(features, "row");
            f.withObject("/properties")
                    .put("row", r.row())
                    .put("visible_clusters", r.total())
                    .put("dir1", r.dir1())
                    .put("dir2", r.dir2())
                    .put("coverage", share(r.coverage()));
            BlockMap.Line line = map.rows().get(r.row());
            GeoPoint from = line == null ? null : line.from().geo();
            GeoPoint to = line == null ? null : line.to().geo();
            if (from != null && to != null) {
                ArrayNode coordinates =
                        f.putObject("geometry").put("type", "LineString").putArray("coordinates");
                position(coordinates.addArray(), from);
                position(coordinates.addArray(), to);
            }
        }
        for (VineSum v : summary.vines()) {
            ObjectNode f = feature(features, "vine");
            f.withObject("/properties")
                    .put("row", v.row())
                    .put("vine", v.vine())
                    .put("visible_clusters", v.clusters())
                    .put("dir1", v.dir1())
                    .put("dir2", v.dir2())
                    .put("coverage", share(v.coverage()));
            Place place = map.vines().get(VineId.of(v));
            GeoPoint geo = place == null ? null : place.geo();
            if (geo != null) {
                position(f.putObject("geometry").put("type", "Point").putArray("coordinates"), geo);
            }
        }
        return Json.pretty(json);
    }

    private static ObjectNode feature(ArrayNode features, String kind) {
        ObjectNode f = features.addObject();
        f.put("type", "Feature");
        f.putObject("properties").put("kind", kind);
        f.putNull("geometry");
        return f;
    }

    private static void position(ArrayNode at, GeoPoint p) {
        at.add(degrees(p.longitude())).add(degrees(p.latitude()));
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal share(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
