package symphony.core.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Gives alleys to the passes of one scan jointly. The receiver is off by an amount that drifts slowly, so alley and drift
 * are found together: a Viterbi search over passes whose state is the pair, with the start rows and the usual step from
 * alley to alley as priors. Costs are negative log likelihoods.
 */
public final class AlleyAssignment {
    /** No alley of this block. */
    public static final int OUTSIDE = -1;

    /** How far from the middle vehicles drive, in row spacings. */
    private static final double SIDEWAYS = 0.18;
    /** How far off a receiver is at the start, metres. */
    private static final double BIAS = 0.6;
    /** How far the bias drifts from one pass to the next, in row spacings. */
    private static final double DRIFT = 0.08;

    private static final double BIN = 0.1;
    private static final int BINS_EACH_WAY = 7;
    private static final int BINS = 2 * BINS_EACH_WAY + 1;
    private static final double COST_OUTSIDE = 6;
    private static final double COST_OTHER_START = 5;
    private static final double NEVER = 1e9;

    /**
     * @param alley the pass's alley or {@link #OUTSIDE}
     * @param margin by how much the next best alley is worse; under 2 it is a guess
     */
    public record Assigned(int alley, double margin) {}

    private final double rowSpace;
    private final int alleys;
    private final Optional<StartAlley> start;
    private final int direction;

    /**
     * @param direction 1 where alley numbers are said to grow along the drive, -1 where to fall, 0 where nothing is said
     */
    public AlleyAssignment(double rowSpace, int alleys, Optional<StartAlley> start, int direction) {
        this.rowSpace = rowSpace;
        this.alleys = alleys;
        this.start = start;
        this.direction = direction;
    }

    /** @param offsets of each pass, in their order, what {@link Alleys#offsets} gives */
    public List<Assigned> assign(List<double[]> offsets) {
        int n = offsets.size();
        // state [alley][bin]; the last "alley" is outside
        double[][][] before = new double[n][][];
        double[][][] after = new double[n][][];
        for (int k = 0; k < n; k++) {
            before[k] = k == 0 ? first() : step(plus(before[k - 1], local(offsets.get(k - 1))), true);
        }
        for (int k = n - 1; k >= 0; k--) {
            after[k] = k == n - 1
                    ? new double[alleys + 1][BINS]
                    : step(plus(after[k + 1], local(offsets.get(k + 1))), false);
        }
        List<Assigned> result = new ArrayList<>(n);
        for (int k = 0; k < n; k++) {
            result.add(best(plus(plus(before[k], local(offsets.get(k))), after[k])));
        }
        return result;
    }

    /** The best alley of a pass, given all the others, and its lead on the next best. */
    private Assigned best(double[][] total) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        double next = Double.POSITIVE_INFINITY;
        for (int a = 0; a <= alleys; a++) {
            double cost = Arrays.stream(total[a]).min().orElseThrow();
            if (cost < least) {
                next = least;
                least = cost;
                best = a;
            } else {
                next = Math.min(next, cost);
            }
        }
        return new Assigned(best == alleys ? OUTSIDE : best, next - least);
    }

    private double[][] first() {
        double[][] cost = new double[alleys + 1][BINS];
        for (int a = 0; a <= alleys; a++) {
            double byStart = start.isPresent() && start.get().alley() != a ? COST_OTHER_START : 0;
            for (int b = 0; b < BINS; b++) {
                cost[a][b] = byStart + half(bias(b) / BIAS);
            }
        }
        return cost;
    }

    /** What a pass costs by its own place. */
    private double[][] local(double[] offsets) {
        double sigma = SIDEWAYS * rowSpace;
        double[][] cost = new double[alleys + 1][BINS];
        for (int a = 0; a < alleys; a++) {
            for (int b = 0; b < BINS; b++) {
                cost[a][b] = Double.isNaN(offsets[a]) ? NEVER : half((offsets[a] - bias(b)) / sigma);
            }
        }
        Arrays.fill(cost[alleys], COST_OUTSIDE);
        return cost;
    }

    /** The least cost to come to each state from one pass before, or, backward, from one after. */
    private double[][] step(double[][] from, boolean forward) {
        double[][] drifted = new double[alleys + 1][BINS];
        for (int a = 0; a <= alleys; a++) {
            for (int b = 0; b < BINS; b++) {
                double least = Double.POSITIVE_INFINITY;
                for (int c = Math.max(0, b - 2); c <= Math.min(BINS - 1, b + 2); c++) {
                    least = Math.min(least, from[a][c] + half((b - c) * BIN / DRIFT));
                }
                drifted[a][b] = least;
            }
        }
        double[][] to = new double[alleys + 1][BINS];
        for (int a = 0; a <= alleys; a++) {
            Arrays.fill(to[a], Double.POSITIVE_INFINITY);
            for (int p = 0; p <= alleys; p++) {
                double change = forward ? change(p, a) : change(a, p);
                for (int b = 0; b < BINS; b++) {
                    to[a][b] = Math.min(to[a][b], drifted[p][b] + change);
                }
            }
        }
        return to;
    }

    /** Mostly the next alley, in the direction that was said; skips, re-drives and ways back happen. */
    private double change(int from, int to) {
        if (from == alleys || to == alleys) {
            return from == to ? 0 : 1;
        }
        int step = to - from;
        double size = step == 0 ? 1.5 : Math.abs(step) == 1 ? 0 : Math.abs(step) == 2 ? 0.7 : 1.5;
        return size + (direction != 0 && Integer.signum(step) == -direction ? 0.5 : 0);
    }

    private double bias(int bin) {
        return (bin - BINS_EACH_WAY) * BIN * rowSpace;
    }

    private static double half(double sigmas) {
        return sigmas * sigmas / 2;
    }

    private static double[][] plus(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][BINS];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < BINS; j++) {
                sum[i][j] = a[i][j] + b[i][j];
            }
        }
        return sum;
    }
}
