package symphony.core.geometry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.LogName;
import symphony.core.registry.Block;
import symphony.core.registry.Row;
import symphony.core.session.Session;

/**
 * The rows of a block as lines on one plane.
 *
 * @param rows by number
 * @param rowSpace metres between neighbouring rows
 * @param surveyed whether it is the registry's, else it was made up from start rows, spacing and track
 */
public record BlockGeometry(LocalPlane plane, SortedMap<Integer, RowLine> rows, double rowSpace, boolean surveyed) {
    /** Metres; what is taken where neither the registry nor the rows tell. */
    private static final double USUAL_ROW_SPACE = 2.5;

    private static final double USUAL_PLANT_SPACE = 1.5;

    public BlockGeometry {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        if (rows.isEmpty() || !(rowSpace > 0)) {
            throw new IllegalArgumentException(rows.size() + " rows, " + rowSpace + " m apart");
        }
    }

    /**
     * The block's rows: from the vines' positions, else the rows' lines, else from start rows, spacing and the logs at hand.
     *
     * @param logs those at hand, in any number; not looked at where the block is surveyed
     * @throws NoGeometry where neither gives rows; the message says what to add
     */
    public static BlockGeometry of(Session session, Map<LogName, CameraLog> logs) {
        return surveyed(session.block()).orElseGet(() -> RowsFromTracks.of(session, logs));
    }

    /** The rows as the registry has them; nothing where it has fewer than two (or the only one). */
    public static Optional<BlockGeometry> surveyed(Block block) {
        return SurveyedRows.of(block);
    }

    public Optional<RowLine> row(int number) {
        return Optional.ofNullable(rows.get(number));
    }

    /**
     * The direction of the rows, radians from east to north, turned so that row numbers grow to the left of it. Where
     * there is one row only, its own direction.
     */
    public double axis() {
        double cosine = 0;
        double sine = 0;
        for (RowLine r : rows.values()) {
            double twice = 2 * Math.atan2(r.uy(), r.ux());
            cosine += Math.cos(twice) * r.length();
            sine += Math.sin(twice) * r.length();
        }
        double axis = Math.atan2(sine, cosine) / 2;
        RowLine first = rows.get(rows.firstKey());
        RowLine last = rows.get(rows.lastKey());
        if (first == null || last == null || first.row() == last.row()) {
            return first == null ? axis : Math.atan2(first.uy(), first.ux());
        }
        PlanePoint a = first.at(first.length() / 2);
        PlanePoint b = last.at(last.length() / 2);
        double across = (b.y() - a.y()) * Math.cos(axis) - (b.x() - a.x()) * Math.sin(axis);
        return across >= 0 ? axis : axis + Math.PI;
    }

    /**
     * Where the vines of a row stand, by number: surveyed ones where they are, the others between their neighbours or a
     * plant space apart; nothing where the registry knows neither vines nor their number. Ordered by number.
     */
    public List<VinePlace> vines(Block block, int number) {
        RowLine line = rows.get(number);
        Optional<Row> row =
                block.rows().stream().filter(r -> r.number() == number).findFirst();
        int count = row.map(r -> countOf(block, r, line)).orElseGet(() -> spread(block, line));
        TreeMap<Integer, Double> known = new TreeMap<>();
        if (line != null) {
            row.ifPresent(r -> r.vines().forEach(v -> {
                if (v.location() != null) {
                    known.put(v.number(), line.along(plane.toPlane(v.location())));
                }
            }));
        }
        double step = line != null && count > 1 && (block.plantSpace() == null || surveyed)
                ? line.length() / (count - 1)
                : plantSpace(block);
        List<VinePlace> places = new ArrayList<>();
        for (int v = 1; v <= count; v++) {
            places.add(new VinePlace(v, along(v, known, step)));
        }
        known.tailMap(count, false).forEach((v, at) -> places.add(new VinePlace(v, at)));
        places.sort(Comparator.comparingInt(VinePlace::vine));
        return List.copyOf(places);
    }

    private static double along(int vine, TreeMap<Integer, Double> known, double step) {
        Map.Entry<Integer, Double> below = known.floorEntry(vine);
        Map.Entry<Integer, Double> above = known.ceilingEntry(vine);
        if (below == null && above == null) {
            return (vine - 1) * step;
        }
        if (below == null) {
            return above.getValue() - (above.getKey() - vine) * step;
        }
        if (above == null) {
            return below.getValue() + (vine - below.getKey()) * step;
        }
        if (below.getKey().equals(above.getKey())) {
            return below.getValue();
        }
        double w = (double) (vine - below.getKey()) / (above.getKey() - below.getKey());
        return (1 - w) * below.getValue() + w * above.getValue();
    }

    /** How many vines a row has: those listed, else as the registry counts them, else as many as its length holds. */
    static int countOf(Block block, Row row, @org.jspecify.annotations.Nullable RowLine line) {
        if (!row.vines().isEmpty()) {
            return row.vines().stream().mapToInt(v -> v.number()).max().orElseThrow();
        }
        Integer plants = row.numPlants();
        return plants != null && plants > 0 ? plants : spread(block, line);
    }

    private static int spread(Block block, @org.jspecify.annotations.Nullable RowLine line) {
        return line == null ? 0 : (int) Math.round(line.length() / plantSpace(block)) + 1;
    }

    static double plantSpace(Block block) {
        Double space = block.plantSpace();
        return space != null && space > 0 ? space : USUAL_PLANT_SPACE;
    }

    static double rowSpace(Block block) {
        Double space = block.rowSpace();
        return space != null && space > 0 ? space : USUAL_ROW_SPACE;
    }

    /** How many rows the registry says the block has; 0 where it does not. */
    static int rowCount(Block block) {
        Integer stated = block.numRows();
        int listed = block.rows().stream().mapToInt(Row::number).max().orElse(0);
        return Math.max(stated == null ? 0 : stated, listed);
    }
}
