package symphony.app.plot;

import java.util.ArrayList;
import java.util.List;

/** How many of something were at work in each of equal stretches of time, on the average of the stretch. */
final class Busy {
    private final double[] partly;
    /** What begins (1) and ends (-1) to cover whole stretches. */
    private final int[] wholly;

    Busy(int stretches) {
        this.partly = new double[stretches];
        this.wholly = new int[stretches + 1];
    }

    /** One was at work from a share of the whole time to another, 0 to 1 each. */
    void add(double from, double to) {
        double begin = Math.max(0, from) * partly.length;
        double end = Math.min(1, to) * partly.length;
        int first = Math.min((int) begin, partly.length - 1);
        int last = Math.min((int) end, partly.length - 1);
        if (first == last) {
            partly[first] += Math.max(0, end - begin);
            return;
        }
        partly[first] += first + 1 - begin;
        partly[last] += end - last;
        wholly[first + 1]++;
        wholly[last]--;
    }

    List<Double> means() {
        List<Double> means = new ArrayList<>();
        int covering = 0;
        for (int i = 0; i < partly.length; i++) {
            covering += wholly[i];
            means.add(partly[i] + covering);
        }
        return means;
    }
}
