package symphony.vision.process;

import java.util.List;

/** Figures of a few numbers. */
final class Numbers {
    private Numbers() {}

    /** Of at least one number. */
    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
