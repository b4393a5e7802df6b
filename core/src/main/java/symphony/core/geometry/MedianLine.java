package symphony.core.geometry;

import java.util.ArrayList;
import java.util.List;

/** A straight line that outliers do not move: the median of slopes, then of offsets (Theil 1950, Sen 1968). */
record MedianLine(double slope, double offset) {

    /**
     * @param points x, y; at least one
     * @param slope taken where all x are equal
     */
    static MedianLine through(List<double[]> points, double slope) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = 0; j < i; j++) {
                double dx = points.get(i)[0] - points.get(j)[0];
                if (dx != 0) {
                    slopes.add((points.get(i)[1] - points.get(j)[1]) / dx);
                }
            }
        }
        return ofSlope(points, slopes.isEmpty() ? slope : median(slopes));
    }

    static MedianLine ofSlope(List<double[]> points, double slope) {
        return new MedianLine(
                slope, median(points.stream().map(p -> p[1] - slope * p[0]).toList()));
    }

    double at(double x) {
        return offset + slope * x;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }
}
