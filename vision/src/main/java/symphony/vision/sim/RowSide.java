package symphony.vision.sim;

import symphony.core.artifact.Direction;

/** One side of one row: what one camera sees on one pass. */
record RowSide(int row, Direction side) implements Comparable<RowSide> {
    @Override
    public int compareTo(RowSide other) {
        return row != other.row ? Integer.compare(row, other.row) : side.compareTo(other.side);
    }
}
