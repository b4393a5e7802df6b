package symphony.vision.postprocess;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.vision.BadData;
import symphony.vision.postprocess.Summary.VineSum;
import symphony.vision.process.Table;

/**
 * Hand counts against visible clusters: a line through the origin whose slope is the median of the vines' ratios (after
 * Theil 1950 and Sen 1968), so that a few miscounted vines do not move it.
 *
 * @param vines how many were compared
 * @param ratio clusters there are per cluster seen
 * @param medianError of a vine predicted from the others, clusters
 * @param totalError of all vines so predicted together, as a share of what was counted by hand
 */
record Calibration(int vines, double ratio, double medianError, double totalError) {
    /** Fewer vines tell nothing that holds. */
    static final int FEWEST_VINES = 20;

    /** A calibration, or why there is none. */
    record Outcome(Optional<Calibration> calibration, String word) {}

    /**
     * @param text {@code row,vine,clusters}
     * @throws BadData naming file and line
     */
    static Outcome of(String text, Summary summary) throws IOException {
        Map<List<Long>, Integer> seen = new HashMap<>();
        for (VineSum v : summary.vines()) {
            Integer clusters = v.clusters();
            Double coverage = v.coverage();
            if (clusters != null && coverage != null && coverage > 0.9) {
                seen.put(List.of((long) v.row(), (long) v.vine()), clusters);
            }
        }
        List<double[]> pairs = new ArrayList<>();
        Map<List<Long>, Boolean> given = new HashMap<>();
        Table.read(text, "calibration.csv", List.of("row", "vine", "clusters"), row -> {
            List<Long> vine = List.of(row.whole("row"), row.whole("vine"));
            double counted = row.number("clusters");
            if (counted < 0) {
                throw row.wrong("clusters must not be negative");
            }
            if (given.put(vine, true) != null) {
                throw row.wrong("row " + vine.get(0) + " vine " + vine.get(1) + " stands already on a line before");
            }
            Integer visible = seen.get(vine);
            if (visible != null && visible > 0) {
                pairs.add(new double[] {visible, counted});
            }
        });
        if (pairs.size() < FEWEST_VINES) {
            return new Outcome(
                    Optional.empty(),
                    "calibration.csv was not used: " + pairs.size()
                            + " of its vines were seen whole and bore clusters, " + FEWEST_VINES + " are needed");
        }
        return new Outcome(Optional.of(fit(pairs)), "");
    }

    private static Calibration fit(List<double[]> pairs) {
        int n = pairs.size();
        double[] errors = new double[n];
        double predicted = 0;
        double counted = 0;
        for (int i = 0; i < n; i++) {
            List<double[]> others = new ArrayList<>(pairs);
            others.remove(i);
            double guess = ratio(others) * pairs.get(i)[0];
            errors[i] = Math.abs(guess - pairs.get(i)[1]);
            predicted += guess;
            counted += pairs.get(i)[1];
        }
        double total = counted > 0 ? (predicted - counted) / counted : 0;
        return new Calibration(n, ratio(pairs), median(errors), total);
    }

    private static double ratio(List<double[]> pairs) {
        return median(pairs.stream().mapToDouble(p -> p[1] / p[0]).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
