package symphony.bench.report;

/**
 * A ratio of figures of one run, and what it should be.
 *
 * @param name which figure by which
 * @param atLeast whether the bound is a least value; a most value otherwise
 */
public record Goal(String name, double value, boolean atLeast, double bound) {

    public static Goal atLeast(String name, double value, double bound) {
        return new Goal(name, value, true, bound);
    }

    public static Goal atMost(String name, double value, double bound) {
        return new Goal(name, value, false, bound);
    }

    public boolean met() {
        return atLeast ? value >= bound : value <= bound;
    }
}
