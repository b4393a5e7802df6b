package symphony.contracts.verify;

import static symphony.contracts.verify.GoodWorkspace.LEFT;
import static symphony.contracts.verify.GoodWorkspace.RIGHT;
import static symphony.core.verify.FindingCode.*;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import symphony.contracts.verify.SeededFault.Rules;
import symphony.core.verify.FindingCode;

/** Faults in the registry: blocks, rows, vines, scans. */
final class RegistryFaults {
    private static final double[] NOWHERE = {-122, 38};
    private static final double[] FAR_NORTH = {-122, 39};

    private final List<SeededFault> all = new ArrayList<>();

    private RegistryFaults() {}

    static List<SeededFault> all() {
        RegistryFaults faults = new RegistryFaults();
        faults.registryAlone();
        faults.rows();
        faults.spacing();
        faults.vines();
        faults.geometry();
        faults.cameras();
        faults.starts();
        return faults.all;
    }

    private void registryAlone() {
        registry(NAME_TWICE, "two blocks of a farm with one name", w -> ((ArrayNode) w.client.at("/farms/0/blocks"))
                .add(w.block().deepCopy().put("id", "b9")));
        registry(SCAN_TWICE, "a scan registered twice", w -> ((ArrayNode) w.client.get("scans"))
                .add(w.scan().deepCopy()));
        registry(SCAN_FARM_UNKNOWN, "a scan of a farm that is not there", w -> w.scan()
                .put("farm", "Uper Bench"));
        registry(SCAN_ID_INVALID, "a scan's id with another date", w -> w.scan().put("scanid", "30-08-2017 13:17"));
        registry(SCAN_BLOCK_UNKNOWN, "a scan without blocks", w -> w.scan().putArray("blocks"));
    }

    private void rows() {
        block(ROWS_MISSING, "a block without rows", b -> b.putArray("rows"));
        row(ROW_NUMBER_INVALID, "a row numbered 0", r -> r.put("number", 0));
        block(ROW_NUMBER_MISSING, "row 2 left out", b -> ((ArrayNode) b.get("rows")).remove(1));
        block(ROW_NUMBER_TWICE, "row 4 twice", b -> ((ArrayNode) b.get("rows"))
                .addObject()
                .put("id", "x")
                .put("number", 4)
                .put("num_plants", 20));
        block(NUM_ROWS_DIFFERS, "num_rows of another block", b -> b.put("num_rows", 99));
        block(NUM_ROWS_MISSING, "no num_rows", b -> b.remove("num_rows"));
        scan(SCAN_BLOCK_UNKNOWN, "a scan that also shows a block that is not there", s -> ((ArrayNode) s.get("blocks"))
                .add("99"));
    }

    private void spacing() {
        block(ROW_SPACE_INVALID, "row_space in centimetres", b -> b.put("row_space", 240));
        block(ROW_SPACE_INVALID, "no row_space", b -> b.remove("row_space"));
        block(
                ROW_SPACE_DIFFERS,
                "row_space of another block",
                b -> b.put("row_space", b.get("row_space").asDouble() > 3 ? 1.5 : 5));
        block(PLANT_SPACE_INVALID, "plant_space of 0", b -> b.put("plant_space", 0));
    }

    private void vines() {
        row(VINES_MISSING, "a row without a number of vines", r -> r.remove("num_plants"));
        row(VINES_MISSING, "a row of 0 vines", r -> r.put("num_plants", 0));
        row(VINES_DIFFER, "one vine listed where num_plants says more", r -> r.putArray("vines")
                .addObject()
                .put("number", 1));
        row(VINE_NUMBER_INVALID, "two vines with one number", r -> {
            ArrayNode vines = r.putArray("vines");
            for (int v = 0; v < r.get("num_plants").asInt(); v++) {
                vines.addObject().put("number", Math.max(1, v));
            }
        });
        row(VINES_IMPLAUSIBLE, "two hundred vines in thirty metres", r -> r.put("num_plants", 200));
    }

    private void geometry() {
        row(
                GEOMETRY_INVALID,
                "latitude before longitude",
                r -> r.set("geometry", GoodWorkspace.line(new double[] {38.5, -122.5}, new double[] {38.6, -122.5})));
        row(
                ROW_LENGTH_IMPLAUSIBLE,
                "a row of a hundred kilometres",
                r -> r.set("geometry", GoodWorkspace.line(NOWHERE, FAR_NORTH)));
        add(VINE_OFF_ROW, "a vine placed in the row after the next", w -> {
            ArrayNode vines = w.row(2).putArray("vines");
            for (int v = 1; v <= w.vineyard.vines(); v++) {
                double across = (v == 7 ? 3 : 1) * w.vineyard.rowSpace();
                double[] at = w.vineyard.at(across, (v - 1) * w.vineyard.plantSpace());
                ObjectNode place =
                        vines.addObject().put("number", v).putObject("location").put("type", "Point");
                place.putArray("coordinates").add(at[0]).add(at[1]);
            }
        });
        block(ROW_OUTSIDE_BLOCK, "the outline of another block", b -> {
            ObjectNode outline = b.putObject("geometry").put("type", "Polygon");
            ArrayNode ring = outline.putArray("coordinates").addArray();
            for (double[] corner : new double[][] {{0, 0}, {0.1, 0}, {0.1, 0.1}, {0, 0.1}, {0, 0}}) {
                ring.addArray().add(-122.4 + corner[0]).add(38.6 + corner[1]);
            }
        });
    }

    private void cameras() {
        scan(CAMERAS_MISSING, "a scan without cameras", s -> s.putObject("cameras"));
        scan(CAMERA_NAME_INVALID, "a camera named left", s -> s.putObject("cameras")
                .put("left", "left")
                .put(RIGHT, "right"));
        scan(CAMERA_SIDE_MISSING, "a camera without a side", s -> s.putObject("cameras")
                .put(LEFT, "")
                .put(RIGHT, "right"));
        scan(CAMERA_SIDE_TWICE, "both cameras on the left", s -> s.putObject("cameras")
                .put(LEFT, "left")
                .put(RIGHT, "left"));
        add(CAMERA_SINGLE, "one camera alone", w -> {
            w.scan().putObject("cameras").put(RIGHT, "right");
            StorageFaults.removeAll(w, LEFT);
        });
    }

    private void starts() {
        scan(START_ROW_MISSING, "no startleft", s -> s.remove("startleft"));
        scan(START_ROW_INVALID, "start rows past the block's last", s -> s.put("startleft", 98)
                .put("startright", 99));
        scan(START_ROW_INVALID, "start rows of two alleys", s -> s.put("startleft", 1)
                .put("startright", 3));
        scan(START_ROW_INVALID, "no start rows at all", s -> s.put("startleft", 0)
                .put("startright", 0));
        scan(START_ROW_NOT_AT_EDGE, "no row on one side, inside the block", s -> s.put("startleft", 0)
                .put("startright", 3));
        scan(DIRECTION_INVALID, "a direction of 2", s -> s.put("direction", 2));
        scan(DIRECTION_INVALID, "no direction", s -> s.remove("direction"));
        add(DIRECTION_LEAVES_BLOCK, "behind the last row, and rows grow", w -> w.scan()
                .put("startleft", w.vineyard.rows())
                .put("startright", 0));
    }

    private void add(FindingCode code, String what, Consumer<GoodWorkspace> change) {
        all.add(new SeededFault(code, what, Rules.TASK_FILES, change));
    }

    private void registry(FindingCode code, String what, Consumer<GoodWorkspace> change) {
        all.add(new SeededFault(code, what, Rules.REGISTRY, change));
    }

    private void block(FindingCode code, String what, Consumer<ObjectNode> change) {
        add(code, what, w -> change.accept(w.block()));
    }

    private void row(FindingCode code, String what, Consumer<ObjectNode> change) {
        add(code, what, w -> change.accept(w.row(2)));
    }

    private void scan(FindingCode code, String what, Consumer<ObjectNode> change) {
        add(code, what, w -> change.accept(w.scan()));
    }
}
