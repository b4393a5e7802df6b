package symphony.bench.report;

import java.util.Locale;
import java.util.Map;

/** How time grows with size. */
public final class Growth {
    private Growth() {}

    /**
     * Adds a section with the ratio of each size's double to it.
     *
     * @param what the sizes count
     * @param seconds by size
     * @param most the largest ratio that is linear enough
     */
    public static void tell(Report report, String what, Map<Integer, Double> seconds, double most) {
        Section section = report.section("Growth");
        seconds.forEach((size, time) -> {
            Double twice = seconds.get(2 * size);
            if (twice != null) {
                String name = String.format(Locale.ROOT, "time of %,d %s / of %,d", 2 * size, what, size);
                section.add(Goal.atMost(name, twice / time, most));
            }
        });
        section.note("Told for each size that was measured together with its double.");
    }
}
