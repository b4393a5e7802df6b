package symphony.app.plot;

/** Steps of 1, 2 or 5 times a power of ten. */
final class Scale {
    private Scale() {}

    /** The least of them, from 1 on, by which at most so many lead up to the value. */
    static double step(double most, int steps) {
        double step = 1;
        int next = 0;
        double[] factors = {2, 2.5, 2};
        while (most / step > steps) {
            step *= factors[next];
            next = (next + 1) % factors.length;
        }
        return step;
    }
}
