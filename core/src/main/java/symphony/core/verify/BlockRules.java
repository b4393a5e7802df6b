package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.Block;
import symphony.core.registry.Row;
import symphony.core.registry.Vine;

/** What a block of the registry has to fulfil so that frames can be given to rows and clusters to vines. */
final class BlockRules {
    private static final double LEAST_ROW_SPACE = 0.5;
    private static final double LEAST_PLANT_SPACE = 0.2;
    private static final double MOST_SPACE = 6;

    private final Place place;
    private final Block block;
    private final List<Finding> findings = new ArrayList<>();

    private BlockRules(Place place, Block block) {
        this.place = place;
        this.block = block;
    }

    static List<Finding> check(Place place, Block block) {
        BlockRules rules = new BlockRules(place, block);
        if (block.rows().isEmpty()) {
            rules.add(FindingCode.ROWS_MISSING, "the block has no rows", "import its rows: symphony registry import");
        } else {
            rules.numbers();
            rules.vines();
        }
        rules.spacing();
        rules.findings.addAll(BlockGeometryRules.check(place, block));
        return rules.findings;
    }

    /** Rows are numbered 1 to N; where they are not, {@code num_rows} is not held against them: that would be told twice. */
    private void numbers() {
        SortedSet<Integer> seen = new TreeSet<>();
        SortedSet<Integer> twice = new TreeSet<>();
        Counted invalid = new Counted();
        for (Row row : block.rows()) {
            if (row.number() < 1) {
                invalid.add(String.valueOf(row.number()));
            } else if (!seen.add(row.number())) {
                twice.add(row.number());
            }
        }
        SortedSet<Integer> holes = new TreeSet<>();
        int last = seen.isEmpty() ? 0 : seen.last();
        // a wild number must not fill the memory with holes
        for (int n = 1; n <= last && holes.size() <= block.rows().size(); n++) {
            if (!seen.contains(n)) {
                holes.add(n);
            }
        }
        Counted doubled = Counted.of(twice);
        // a row that has another's number, or none, leaves a hole at its own
        Counted missing = holes.size() > invalid.count() + twice.size() ? Counted.of(holes) : new Counted();
        if (invalid.any()) {
            add(
                    FindingCode.ROW_NUMBER_INVALID,
                    invalid.of("row number", "row numbers") + " below 1",
                    "number rows from 1");
        }
        if (doubled.any()) {
            add(
                    FindingCode.ROW_NUMBER_TWICE,
                    doubled.of("row", "rows") + " in the block more than once",
                    "give each row its own number");
        }
        if (missing.any()) {
            add(
                    FindingCode.ROW_NUMBER_MISSING,
                    missing.of("row", "rows") + " missing between 1 and " + last,
                    "add what is missing, or number the rows without holes as they stand in the field");
        }
        if (!invalid.any() && !doubled.any() && !missing.any()) {
            numRows(last);
        }
    }

    private void numRows(int last) {
        Integer stated = block.numRows();
        if (stated == null) {
            add(
                    FindingCode.NUM_ROWS_MISSING,
                    "num_rows is not given; the block has " + last + " rows",
                    "set it to " + last + ": symphony verify --fix");
        } else if (stated != last) {
            add(
                    FindingCode.NUM_ROWS_DIFFERS,
                    "num_rows is " + stated + ", but the block has rows 1 to " + last,
                    "correct num_rows, or import the rows that are missing");
        }
    }

    private void spacing() {
        space("row_space", "rows", block.rowSpace(), LEAST_ROW_SPACE, FindingCode.ROW_SPACE_INVALID);
        space("plant_space", "vines of a row", block.plantSpace(), LEAST_PLANT_SPACE, FindingCode.PLANT_SPACE_INVALID);
    }

    static boolean isRowSpace(double metres) {
        return metres >= LEAST_ROW_SPACE && metres <= MOST_SPACE;
    }

    static boolean isPlantSpace(double metres) {
        return metres >= LEAST_PLANT_SPACE && metres <= MOST_SPACE;
    }

    private void space(String field, String between, @Nullable Double metres, double least, FindingCode code) {
        String remedy =
                "give the distance between neighbouring " + between + " in metres, " + least + " to " + MOST_SPACE;
        if (metres == null) {
            add(code, field + " is not given", remedy);
        } else if (!(metres >= least && metres <= MOST_SPACE)) {
            add(code, field + " is " + metres + " m", remedy);
        }
    }

    private void vines() {
        Counted none = new Counted();
        Counted differ = new Counted();
        Counted misnumbered = new Counted();
        for (Row row : block.rows()) {
            Integer stated = row.numPlants();
            int listed = row.vines().size();
            if ((stated == null && listed == 0) || (stated != null && stated < 1)) {
                none.add(String.valueOf(row.number()));
            } else if (stated != null && listed > 0 && stated != listed) {
                differ.add(row.number() + ": num_plants " + stated + ", vines listed " + listed);
            }
            long distinct = row.vines().stream()
                    .map(Vine::number)
                    .filter(n -> n > 0)
                    .distinct()
                    .count();
            if (distinct < listed) {
                misnumbered.add(String.valueOf(row.number()));
            }
        }
        if (none.any()) {
            add(
                    FindingCode.VINES_MISSING,
                    none.of("row", "rows") + " without a number of vines",
                    "give num_plants, or list the vines");
        }
        if (differ.any()) {
            add(
                    FindingCode.VINES_DIFFER,
                    differ.of("row", "rows") + ": num_plants is not the number of vines listed",
                    "correct num_plants, or list all vines of the row");
        }
        if (misnumbered.any()) {
            add(
                    FindingCode.VINE_NUMBER_INVALID,
                    misnumbered.of("row", "rows") + " with vines that share a number or are numbered below 1",
                    "number the vines of each row from 1");
        }
    }

    private void add(FindingCode code, String message, String remedy) {
        findings.add(code.at(place, message, remedy));
    }
}
