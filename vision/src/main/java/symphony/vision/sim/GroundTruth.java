package symphony.vision.sim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import symphony.core.artifact.Direction;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * What there truly was to be seen on a simulated scan. It is for comparison only: no stage reads it.
 *
 * @param clusters those on filmed row sides, hidden ones too, row by row
 * @param passes which frames show which row side, from its first vine to its last
 */
public record GroundTruth(String block, long seed, List<Cluster> clusters, List<Pass> passes) {

    /**
     * @param along metres of its middle from the row's first vine
     * @param height metres of its middle above the ground
     * @param width metres
     * @param length metres
     * @param visibleShare 0 to 1: how much of it no leaf hides
     */
    public record Cluster(
            int row,
            Direction side,
            int vine,
            double along,
            double height,
            double width,
            double length,
            double visibleShare) {
        /** Whether one would expect it to be counted. */
        public boolean visible() {
            return visibleShare >= SimulatorSettings.VISIBLE_SHARE;
        }
    }

    /** Both frames belong to the pass; in them the camera is beside the row, between its first vine and its last. */
    public record Pass(int row, Direction side, String camera, int firstFrame, int lastFrame) {}

    /** @param visible of the planted ones those that leaves do not hide */
    public record Count(int planted, int visible) {}

    public GroundTruth {
        clusters = List.copyOf(clusters);
        passes = List.copyOf(passes);
    }

    public Count total() {
        return count(clusters);
    }

    /** Clusters of one row side; empty where it was not filmed. */
    public Optional<Count> rowSide(int row, Direction side) {
        return passes.stream().anyMatch(p -> p.row() == row && p.side() == side)
                ? Optional.of(count(clusters.stream()
                        .filter(c -> c.row() == row && c.side() == side)
                        .toList()))
                : Optional.empty();
    }

    /** Clusters of one vine, on the sides that were filmed. */
    public Count vine(int row, int vine) {
        return count(clusters.stream()
                .filter(c -> c.row() == row && c.vine() == vine)
                .toList());
    }

    /** The rows that were filmed from at least one side, in their order. */
    public List<Integer> rows() {
        return passes.stream().map(Pass::row).distinct().sorted().toList();
    }

    private static Count count(List<Cluster> clusters) {
        return new Count(clusters.size(), (int)
                clusters.stream().filter(Cluster::visible).count());
    }

    /** Totals first, for people; the clusters and passes are what is read again. */
    public ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("simulated", true).put("block", block).put("seed", seed);
        put(json.putObject("total"), total());
        ArrayNode rowsNode = json.putArray("rows");
        for (int row : rows()) {
            ObjectNode node = rowsNode.addObject().put("row", row);
            for (Direction side : Direction.values()) {
                rowSide(row, side)
                        .ifPresentOrElse(
                                c -> put(node.putObject(side.wireName()), c), () -> node.putNull(side.wireName()));
            }
        }
        ArrayNode clustersNode = json.putArray("clusters");
        for (Cluster c : clusters) {
            clustersNode
                    .addObject()
                    .put("row", c.row())
                    .put("side", c.side().wireName())
                    .put("vine", c.vine())
                    .put("along_m", rounded(c.along()))
                    .put("height_m", rounded(c.height()))
                    .put("width_m", rounded(c.width()))
                    .put("length_m", rounded(c.length()))
                    .put("visible_share", rounded(c.visibleShare()));
        }
        ArrayNode passesNode = json.putArray("passes");
        for (Pass p : passes) {
            passesNode
                    .addObject()
                    .put("row", p.row())
                    .put("side", p.side().wireName())
                    .put("camera", p.camera())
                    .put("first_frame", p.firstFrame())
                    .put("last_frame", p.lastFrame());
        }
        return json;
    }

    /** @throws MalformedJson naming the place and the field */
    public static GroundTruth parse(String text, String where) {
        Fields f = Fields.of(Json.parse(text), where);
        List<Cluster> clusters = new ArrayList<>();
        for (Fields c : f.objects("clusters")) {
            clusters.add(new Cluster(
                    whole(c, "row"),
                    side(c),
                    whole(c, "vine"),
                    number(c, "along_m"),
                    number(c, "height_m"),
                    number(c, "width_m"),
                    number(c, "length_m"),
                    number(c, "visible_share")));
        }
        List<Pass> passes = new ArrayList<>();
        for (Fields p : f.objects("passes")) {
            passes.add(new Pass(
                    whole(p, "row"), side(p), p.text("camera"), whole(p, "first_frame"), whole(p, "last_frame")));
        }
        return new GroundTruth(f.text("block"), (long) number(f, "seed"), clusters, passes);
    }

    private static void put(ObjectNode node, Count count) {
        node.put("planted", count.planted()).put("visible", count.visible());
    }

    private static Direction side(Fields f) {
        String text = f.text("side").toLowerCase(Locale.ROOT);
        for (Direction side : Direction.values()) {
            if (side.wireName().equals(text)) {
                return side;
            }
        }
        throw new MalformedJson(f.where() + ": field 'side' must be dir1 or dir2, found " + text);
    }

    private static int whole(Fields f, String field) {
        return f.optionalInt(field).orElseThrow(() -> missing(f, field));
    }

    private static double number(Fields f, String field) {
        return f.optionalNumber(field).orElseThrow(() -> missing(f, field));
    }

    private static MalformedJson missing(Fields f, String field) {
        return new MalformedJson(f.where() + ": field '" + field + "' is missing");
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
