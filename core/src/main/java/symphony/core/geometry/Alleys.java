package symphony.core.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import symphony.core.artifact.Direction;
import symphony.core.registry.Side;

/**
 * The alleys of a block. Alley {@code i} lies between the {@code i}-th row and the one before; the first and the last
 * have a row on one side only.
 */
public final class Alleys {
    /** A row as a camera sees it: its side that faces the alley. */
    public record RowSide(RowLine line, Direction direction) {}

    private final List<RowLine> rows;
    private final double rowSpace;
    private final double axisX;
    private final double axisY;

    public Alleys(BlockGeometry geometry) {
        rows = List.copyOf(geometry.rows().values());
        rowSpace = geometry.rowSpace();
        axisX = Math.cos(geometry.axis());
        axisY = Math.sin(geometry.axis());
    }

    /** One more than there are rows. */
    public int count() {
        return rows.size() + 1;
    }

    public double rowSpace() {
        return rowSpace;
    }

    /**
     * What a camera sees from an alley. The axis is turned so that row numbers grow to its left; so a vehicle that drives
     * up it has the next higher row to its left, and of that row the side that faces the lower ones.
     */
    public Optional<RowSide> seen(int alley, boolean up, Side camera) {
        boolean higher = (camera == Side.LEFT) == up;
        int index = higher ? alley : alley - 1;
        return index < 0 || index >= rows.size()
                ? Optional.empty()
                : Optional.of(new RowSide(rows.get(index), higher ? Direction.DIR1 : Direction.DIR2));
    }

    /** The alley's name for people. */
    public String name(int alley) {
        if (alley == 0) {
            return "outside row " + rows.get(0).row();
        }
        if (alley == rows.size()) {
            return "outside row " + rows.get(alley - 1).row();
        }
        return "between rows " + rows.get(alley - 1).row() + " and "
                + rows.get(alley).row();
    }

    /**
     * How far to the side of each alley's middle a pass runs, metres towards higher row numbers; NaN where it does not
     * run along a row of the alley. An alley wider than usual, where a row was taken out, has a middle that wide.
     */
    public double[] offsets(Track track, Pass pass) {
        double[] beside = new double[rows.size()];
        for (int i = 0; i < beside.length; i++) {
            beside[i] = beside(rows.get(i), track, pass);
        }
        double[] offsets = new double[count()];
        for (int a = 0; a < offsets.length; a++) {
            double low = a > 0 ? beside[a - 1] : Double.NaN;
            double high = a < beside.length ? beside[a] : Double.NaN;
            if (Double.isNaN(low) || Double.isNaN(high)) {
                offsets[a] = Double.isNaN(low) ? high + rowSpace / 2 : low - rowSpace / 2;
            } else {
                double middle = (low + high) / 2;
                double slack = Math.max(0, (low - high - rowSpace) / 2);
                offsets[a] = Math.signum(middle) * Math.max(0, Math.abs(middle) - slack);
            }
        }
        return offsets;
    }

    /** The median distance from a row while beside it, metres towards higher numbers; NaN where it is beside it too short. */
    private double beside(RowLine row, Track track, Pass pass) {
        double towards = row.ux() * axisX + row.uy() * axisY >= 0 ? 1 : -1;
        List<Double> distances = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = pass.first(); i <= pass.last(); i += 2) {
            double along = row.along(track.x(i), track.y(i));
            if (along >= 0 && along <= row.length()) {
                least = Math.min(least, along);
                most = Math.max(most, along);
                distances.add(towards * row.across(track.x(i), track.y(i)));
            }
        }
        if (most - least < shortest(row.length()) * 0.8) {
            return Double.NaN;
        }
        distances.sort(null);
        return distances.get(distances.size() / 2);
    }

    /** Metres of a row that a pass shows at least, else it is none. */
    public static double shortest(double rowLength) {
        return Math.min(Math.max(8, 0.3 * rowLength), 0.6 * rowLength);
    }
}
