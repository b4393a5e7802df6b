package symphony.vision.postprocess;

/** The numbers 1, 2, 5, 10, 20, 50 … that scales are divided by. */
final class Scale125 {
    private Scale125() {}

    /** The greatest of them that is not above; at least 1. */
    static int below(double value) {
        int best = 1;
        for (int n = 1; n <= value && n < 1_000_000; n = next(n)) {
            best = n;
        }
        return best;
    }

    /** The least of them that is not below. */
    static int above(double value) {
        int n = 1;
        while (n < value) {
            n = next(n);
        }
        return n;
    }

    private static int next(int n) {
        return Integer.toString(n).startsWith("2") ? n / 2 * 5 : n * 2;
    }
}
