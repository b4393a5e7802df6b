package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Vine;

/** What the geometry of a block has to fulfil where it is given. */
final class BlockGeometryRules {
    private static final double SHORTEST_ROW = 1;
    private static final double LONGEST_ROW = 3000;
    private static final double TOLERANCE = 0.3;
    /** Metres that a vine may stand off a line in any block; surveys differ by as much. */
    private static final double LEAST_OFF = 2;

    private final Place place;
    private final Block block;
    private final List<Finding> findings = new ArrayList<>();

    private BlockGeometryRules(Place place, Block block) {
        this.place = place;
        this.block = block;
    }

    static List<Finding> check(Place place, Block block) {
        BlockGeometryRules rules = new BlockGeometryRules(place, block);
        // distances between points that are none say nothing
        if (rules.coordinates() && rules.lengths()) {
            rules.outline();
            rules.neighbours();
            rules.vines();
            rules.places();
        }
        return rules.findings;
    }

    private boolean coordinates() {
        Counted wrong = new Counted();
        if (!block.outline().stream().allMatch(Ground::isValid)
                || (!block.outline().isEmpty() && block.outline().size() < 3)) {
            wrong.add("the outline");
        }
        for (Row row : block.rows()) {
            boolean vines = row.vines().stream()
                    .map(Vine::location)
                    .filter(Objects::nonNull)
                    .allMatch(Ground::isValid);
            if (!vines
                    || !row.line().stream().allMatch(Ground::isValid)
                    || row.line().size() == 1) {
                wrong.add("row " + row.number());
            }
        }
        if (wrong.any()) {
            findings.add(
                    FindingCode.GEOMETRY_INVALID.at(
                            place,
                            "no valid geometry: " + wrong,
                            "give [longitude, latitude] in degrees WGS 84, two points or more a row, three or more an outline"));
        }
        return !wrong.any();
    }

    private boolean lengths() {
        Counted wrong = new Counted();
        for (Row row : block.rows()) {
            double length = Ground.length(row.line());
            if (!row.line().isEmpty() && !(length >= SHORTEST_ROW && length <= LONGEST_ROW)) {
                wrong.add(row.number() + ": " + Math.round(length) + " m");
            }
        }
        if (wrong.any()) {
            findings.add(FindingCode.ROW_LENGTH_IMPLAUSIBLE.at(
                    place,
                    wrong.of("row", "rows") + " of a length no row has",
                    "check the geometry's coordinates; they are degrees, longitude first"));
        }
        return !wrong.any();
    }

    private void outline() {
        Counted outside = new Counted();
        for (Row row : block.rows()) {
            if (!block.outline().isEmpty()
                    && !row.line().isEmpty()
                    && !Ground.inside(Ground.middle(row.line()), block.outline())) {
                outside.add(String.valueOf(row.number()));
            }
        }
        if (outside.any()) {
            findings.add(FindingCode.ROW_OUTSIDE_BLOCK.at(
                    place,
                    outside.of("row", "rows") + " outside the block's outline",
                    "check the outline and the rows: one of them is of another block"));
        }
    }

    /** Rows whose numbers follow one another lie about {@code row_space} apart. */
    private void neighbours() {
        TreeMap<Integer, List<GeoPoint>> lines = new TreeMap<>();
        block.rows().stream().filter(r -> !r.line().isEmpty()).forEach(r -> lines.put(r.number(), r.line()));
        Double stated = block.rowSpace();
        if (stated == null || !BlockRules.isRowSpace(stated)) {
            return; // told already
        }
        Counted differ = new Counted();
        for (Integer n : lines.keySet()) {
            List<GeoPoint> line = Objects.requireNonNull(lines.get(n));
            List<GeoPoint> next = lines.get(n + 1);
            if (next != null) {
                double apart = Ground.across(Ground.middle(line), next);
                if (Math.abs(apart - stated) > TOLERANCE * stated) {
                    differ.add(n + " and " + (n + 1) + ": " + Math.round(apart * 10) / 10.0 + " m");
                }
            }
        }
        if (differ.any()) {
            findings.add(FindingCode.ROW_SPACE_DIFFERS.at(
                    place,
                    differ.of("rows", "pairs of neighbouring rows") + " where row_space says " + stated + " m",
                    "check row_space and the order in which rows are numbered"));
        }
    }

    private void vines() {
        Double space = block.plantSpace();
        if (space == null || !BlockRules.isPlantSpace(space)) {
            return; // told already
        }
        Counted wrong = new Counted();
        for (Row row : block.rows()) {
            Integer stated = row.numPlants();
            int count = row.vines().isEmpty()
                    ? stated == null ? 0 : stated
                    : row.vines().size();
            boolean agree = stated == null
                    || row.vines().isEmpty()
                    || stated == row.vines().size();
            double fit = Ground.length(row.line()) / space + 1;
            if (agree && !row.line().isEmpty() && count > 0 && Math.abs(count - fit) > Math.max(2, TOLERANCE * fit)) {
                wrong.add(row.number() + ": " + count + " vines where " + Math.round(fit) + " fit");
            }
        }
        if (wrong.any()) {
            findings.add(FindingCode.VINES_IMPLAUSIBLE.at(
                    place,
                    wrong.of("row", "rows") + ", by the row's length and plant_space",
                    "check num_plants, plant_space and the row's geometry"));
        }
    }

    /** A vine stands in its row, not in the next. */
    private void places() {
        Double rowSpace = block.rowSpace();
        double space = rowSpace == null ? LEAST_OFF : Math.max(LEAST_OFF, rowSpace);
        Counted off = new Counted();
        for (Row row : block.rows()) {
            for (Vine vine : row.line().isEmpty() ? List.<Vine>of() : row.vines()) {
                GeoPoint at = vine.location();
                if (at != null && Ground.toLine(at, row.line()) > space) {
                    off.add(row.number() + ", vine " + vine.number());
                }
            }
        }
        if (off.any()) {
            findings.add(FindingCode.VINE_OFF_ROW.at(
                    place,
                    off.of("row", "vines of rows") + " further from the row's line than the next row",
                    "check the vine's position and the row's geometry"));
        }
    }
}
