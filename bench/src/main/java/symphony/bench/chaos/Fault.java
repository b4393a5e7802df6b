package symphony.bench.chaos;

import java.util.Random;

/** What happens to a run; the weight says how often, of all weights together. */
enum Fault {
    /** {@code kill -9} of a worker. */
    KILL_WORKER(26),
    /** {@code SIGSTOP} of a worker for longer than its lease; then it goes on as if nothing had been. */
    STOP_WORKER(10),
    /** {@code SIGTERM}: a worker leaves well. */
    END_WORKER(4),
    KILL_PROGRAM(16),
    STOP_PROGRAM(6),
    KILL_REDIS(4),
    STOP_REDIS(4),
    /** All connections break at once. */
    CUT(8),
    /** Nothing passes for a while. */
    HOLD(6),
    /** All connections break, and what workers had sent reaches Redis later all the same. */
    CUT_AND_DELIVER_LATE(5),
    DELETE_LEASE(3),
    /** {@code FLUSHALL}, then one repair. */
    FLUSH(2),
    /** The storage takes no writes for a while. */
    STORAGE_REFUSES(4),
    /** Half a file lies where an artifact is yet to come, as a copy by hand that was broken off leaves it. */
    TORN_ARTIFACT(2),
    /** A session is cancelled, and readmitted later. */
    CANCEL(2),
    /** A task whose program takes its worker down with it, each time. */
    POISON(1);

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    static Fault any(Random random) {
        int total = 0;
        for (Fault each : values()) {
            total += each.weight;
        }
        int at = random.nextInt(total);
        for (Fault each : values()) {
            at -= each.weight;
            if (at < 0) {
                return each;
            }
        }
        throw new IllegalStateException("weights add up to " + total);
    }
}
