package symphony.vision.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a patch that is larger than one cluster into pieces of a cluster's size: k-means over its pixels (Lloyd 1982),
 * where heights count for less than widths because clusters hang longer than they are wide.
 */
final class Splitting {
    private static final int STEPS = 12;
    private static final double TALLER = 1.4;
    /** The longest extent of one cluster, in usual widths, heights counted for less. */
    private static final double LONGEST = 1.45;

    private Splitting() {}

    static List<List<int[]>> of(List<int[]> patch, double cluster) {
        List<List<int[]>> pieces = List.of(patch);
        for (int k = 2; k <= 8 && pieces.stream().anyMatch(p -> isTooLarge(p, cluster)); k++) {
            pieces = split(patch, k);
        }
        return pieces;
    }

    private static boolean isTooLarge(List<int[]> piece, double cluster) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {0, 0};
        for (int[] p : piece) {
            for (int c = 0; c < 2; c++) {
                low[c] = Math.min(low[c], p[c]);
                high[c] = Math.max(high[c], p[c]);
            }
        }
        double extent = Math.max(high[0] - low[0], (high[1] - low[1]) / TALLER);
        return extent > LONGEST * cluster || piece.size() > 2.2 * Blob.usualArea(cluster);
    }

    /** Begins at even steps along the patch's pixels ordered from left to right, so that it comes out the same always. */
    private static List<List<int[]>> split(List<int[]> patch, int k) {
        List<int[]> ordered = new ArrayList<>(patch);
        ordered.sort((a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]));
        double[][] centres = new double[k][];
        for (int i = 0; i < k; i++) {
            int[] p = ordered.get((2 * i + 1) * ordered.size() / (2 * k));
            centres[i] = new double[] {p[0], p[1]};
        }
        List<List<int[]>> pieces = List.of();
        for (int step = 0; step < STEPS; step++) {
            pieces = assign(patch, centres);
            for (int i = 0; i < k; i++) {
                if (!pieces.get(i).isEmpty()) {
                    centres[i] = centre(pieces.get(i));
                }
            }
        }
        return pieces.stream().filter(p -> !p.isEmpty()).toList();
    }

    private static List<List<int[]>> assign(List<int[]> patch, double[][] centres) {
        List<List<int[]>> pieces = new ArrayList<>();
        for (int i = 0; i < centres.length; i++) {
            pieces.add(new ArrayList<>());
        }
        for (int[] p : patch) {
            int best = 0;
            double least = Double.MAX_VALUE;
            for (int i = 0; i < centres.length; i++) {
                double dx = p[0] - centres[i][0];
                double dy = (p[1] - centres[i][1]) / TALLER;
                double d = dx * dx + dy * dy;
                if (d < least) {
                    least = d;
                    best = i;
                }
            }
            pieces.get(best).add(p);
        }
        return pieces;
    }

    private static double[] centre(List<int[]> piece) {
        double x = 0;
        double y = 0;
        for (int[] p : piece) {
            x += p[0];
            y += p[1];
        }
        return new double[] {x / piece.size(), y / piece.size()};
    }
}
