package symphony.redis;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** What the elected worker does for all. */
final class Upkeep {
    private static final Duration ELECTED_FOR = Duration.ofSeconds(1);
    private static final Duration LOOK_EACH = Duration.ofMillis(500);
    /** A SCAN walks over every key there is; in a Redis shared with others it may take no more than a tenth of the time. */
    private static final int PAUSE_PER_SCAN = 10;

    private final RedisLink link;
    private final LongSupplier nanoClock;
    private long nextLook;

    Upkeep(RedisLink link, LongSupplier nanoClock) {
        this.link = link;
        this.nanoClock = nanoClock;
        this.nextLook = nanoClock.getAsLong();
    }

    synchronized void run(String worker) {
        Object elected = link.eval(Script.MAINTAIN, List.of(), List.of(worker, Long.toString(ELECTED_FOR.toMillis())));
        long begun = nanoClock.getAsLong();
        if (Replies.number(elected) == 1 && begun - nextLook >= 0) {
            link.eval(Script.DISCOVER, List.of(), QueueScan.of(link).queues());
            long ended = nanoClock.getAsLong();
            nextLook = ended + Math.max(LOOK_EACH.toNanos(), PAUSE_PER_SCAN * (ended - begun));
        }
    }
}
