package symphony.vision.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AssignmentProperties {
    private static final double DEAREST = 0.8;

    @Property(tries = 300)
    void costs_as_little_as_the_best_of_all_assignments(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[][] cost = new double[rows][columns];
        for (double[] row : cost) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble();
            }
        }
        int[] given = Assignment.solve(cost, DEAREST);

        assertThat(price(cost, given)).isCloseTo(best(cost, new boolean[columns], 0), within(1e-6));
        int[] taken = Arrays.stream(given).filter(c -> c >= 0).toArray();
        assertThat(taken).doesNotHaveDuplicates();
    }

    private static double price(double[][] cost, int[] given) {
        double sum = 0;
        for (int r = 0; r < given.length; r++) {
            sum += given[r] < 0 ? DEAREST : cost[r][given[r]];
        }
        return sum;
    }

    private static double best(double[][] cost, boolean[] used, int row) {
        if (row == cost.length) {
            return 0;
        }
        double best = DEAREST + best(cost, used, row + 1);
        for (int c = 0; c < used.length; c++) {
            if (!used[c] && cost[row][c] <= DEAREST) {
                used[c] = true;
                best = Math.min(best, cost[row][c] + best(cost, used, row + 1));
                used[c] = false;
            }
        }
        return best;
    }
}
