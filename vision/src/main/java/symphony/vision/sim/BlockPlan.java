package symphony.vision.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import symphony.core.artifact.Direction;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Vine;

/**
 * A block on its plane, rows 1 to n.
 *
 * @param rowSpace metres between rows
 * @param higherOnRight whether someone who walks from the first vine to the last has the higher row numbers on the right
 */
record BlockPlan(LocalPlane plane, List<RowPlan> rows, double rowSpace, boolean higherOnRight) {

    /**
     * @param start the first vine
     * @param along unit vector from the first vine to the last
     * @param length metres from the first vine to the last
     */
    record RowPlan(int number, Vec start, Vec along, double length, List<VinePlan> vines) {
        double alongOf(Vec place) {
            return place.minus(start).dot(along);
        }

        Vec at(double metres) {
            return start.plus(along.times(metres));
        }
    }

    /** @param along metres from the row's first vine */
    record VinePlan(int number, double along, String variety) {}

    /** @throws IllegalArgumentException where the block cannot be simulated; the message says what it lacks */
    static BlockPlan of(Block block) {
        if (block.rows().size() < 2) {
            throw new IllegalArgumentException(
                    "block '" + block.name() + "' has fewer than two rows; the simulator drives between rows");
        }
        LocalPlane plane = new LocalPlane(firstVine(block));
        List<RowPlan> rows = new ArrayList<>();
        for (Row row : block.rows().stream()
                .sorted(Comparator.comparingInt(Row::number))
                .toList()) {
            if (row.number() != rows.size() + 1) {
                throw new IllegalArgumentException("block '" + block.name() + "': row " + (rows.size() + 1)
                        + " is missing; the simulator needs rows numbered from 1 without gaps");
            }
            rows.add(row(row, plane));
        }
        Vec across = rows.get(rows.size() - 1).start().minus(rows.get(0).start());
        Vec right = rows.get(0).along().right();
        double space = Math.abs(across.dot(right)) / (rows.size() - 1);
        return new BlockPlan(plane, List.copyOf(rows), space, across.dot(right) > 0);
    }

    private static GeoPoint firstVine(Block block) {
        return block.rows().get(0).vines().stream()
                .map(Vine::location)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "block '" + block.name() + "': the vines have no positions; the simulator needs them"));
    }

    private static RowPlan row(Row row, LocalPlane plane) {
        List<Vec> places = new ArrayList<>();
        for (Vine vine : row.vines()) {
            GeoPoint at = vine.location();
            if (at == null) {
                throw new IllegalArgumentException(
                        "row " + row.number() + ", vine " + vine.number() + " has no position; the simulator needs it");
            }
            places.add(plane.toMetres(at));
        }
        if (places.size() < 2) {
            throw new IllegalArgumentException("row " + row.number() + " has fewer than two vines");
        }
        Vec start = places.get(0);
        Vec whole = places.get(places.size() - 1).minus(start);
        Vec along = whole.unit();
        List<VinePlan> vines = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Vine vine = row.vines().get(i);
            vines.add(new VinePlan(vine.number(), places.get(i).minus(start).dot(along), vine.variety()));
        }
        return new RowPlan(row.number(), start, along, whole.length(), List.copyOf(vines));
    }

    RowPlan row(int number) {
        return rows.get(number - 1);
    }

    /**
     * The middle of an alley, beside the first vines or beside the last ones. Alley 0 lies outside row 1, alley
     * {@code n} outside row n.
     */
    Vec alleyEnd(int alley, boolean first) {
        if (alley == 0 || alley == rows.size()) {
            RowPlan row = row(alley == 0 ? 1 : alley);
            Vec outward = towardsHigher(row).times(alley == 0 ? -rowSpace / 2 : rowSpace / 2);
            return end(row, first).plus(outward);
        }
        return end(row(alley), first).plus(end(row(alley + 1), first)).times(0.5);
    }

    private static Vec end(RowPlan row, boolean first) {
        return row.at(first ? 0 : row.length());
    }

    private Vec towardsHigher(RowPlan row) {
        return row.along().right().times(higherOnRight ? 1 : -1);
    }

    /** 1 where the picture of this side, taken from the alley before it, shows the last vine to the right; else -1. */
    int imageSign(RowSide side) {
        return (side.side() == Direction.DIR2) == higherOnRight ? 1 : -1;
    }
}
