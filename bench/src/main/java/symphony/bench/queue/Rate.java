package symphony.bench.queue;

/** How fast something is done. */
final class Rate {
    private Rate() {}

    /** @return things a second */
    static double of(int things, Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return things / ((System.nanoTime() - begun) / 1e9);
    }
}
