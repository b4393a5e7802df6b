package symphony.vision.process;

import java.util.Arrays;

/**
 * The assignment of rows to columns that costs least: the Hungarian method with potentials and shortest augmenting paths
 * (Jonker and Volgenant 1987), O(rows² x columns).
 */
public final class Assignment {
    private static final int NONE = -1;
    /** Dear enough never to be chosen, small enough that sums keep their last digits. */
    private static final double FORBIDDEN = 1e9;

    private Assignment() {}

    /**
     * @param cost by row and column; {@link Double#POSITIVE_INFINITY} forbids a pair, NaN is not allowed
     * @param dearest a pair that costs more than this is left apart
     * @return the column of each row, -1 where it stays alone
     */
    public static int[] solve(double[][] cost, double dearest) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, NONE);
        if (rows == 0 || columns == 0) {
            return columnOf;
        }
        // One spare column a row, at the price of staying alone, makes every problem solvable.
        double[][] square = new double[rows][columns + rows];
        for (int r = 0; r < rows; r++) {
            Arrays.fill(square[r], FORBIDDEN);
            for (int c = 0; c < columns; c++) {
                if (cost[r][c] <= dearest) {
                    square[r][c] = cost[r][c];
                }
            }
            square[r][columns + r] = dearest;
        }
        int[] rowOf = augment(square);
        for (int c = 0; c < columns; c++) {
            int r = rowOf[c];
            if (r != NONE && cost[r][c] <= dearest) {
                columnOf[r] = c;
            }
        }
        return columnOf;
    }

    /** The row of each column; rows are never more than columns. */
    private static int[] augment(double[][] cost) {
        int rows = cost.length;
        int columns = cost[0].length;
        double[] rowPotential = new double[rows];
        double[] columnPotential = new double[columns + 1];
        int[] rowOf = new int[columns + 1];
        Arrays.fill(rowOf, NONE);
        int[] from = new int[columns + 1];
        for (int r = 0; r < rows; r++) {
            rowOf[columns] = r; // the last column is only where a path begins
            int at = columns;
            double[] least = new double[columns + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            boolean[] used = new boolean[columns + 1];
            do {
                used[at] = true;
                int row = rowOf[at];
                double delta = Double.POSITIVE_INFINITY;
                int next = NONE;
                for (int c = 0; c < columns; c++) {
                    if (used[c]) {
                        continue;
                    }
                    double reduced = cost[row][c] - rowPotential[row] - columnPotential[c];
                    if (reduced < least[c]) {
                        least[c] = reduced;
                        from[c] = at;
                    }
                    if (least[c] < delta) {
                        delta = least[c];
                        next = c;
                    }
                }
                for (int c = 0; c <= columns; c++) {
                    if (used[c]) {
                        rowPotential[rowOf[c]] += delta;
                        columnPotential[c] -= delta;
                    } else {
                        least[c] -= delta;
                    }
                }
                at = next;
            } while (rowOf[at] != NONE);
            while (at != columns) {
                rowOf[at] = rowOf[from[at]];
                at = from[at];
            }
        }
        return Arrays.copyOf(rowOf, columns);
    }
}
