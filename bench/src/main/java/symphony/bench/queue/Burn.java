package symphony.bench.queue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Useful work, as far as a benchmark can have it. */
final class Burn {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Burn() {}

    /** Keeps this thread busy until it has had so much time of a core, however long that takes on a busy machine. */
    static void cpu(long millis) {
        long end = THREADS.getCurrentThreadCpuTime() + millis * 1_000_000;
        while (THREADS.getCurrentThreadCpuTime() < end) {}
    }
}
