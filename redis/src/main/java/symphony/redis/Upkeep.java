package symphony.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What the elected worker does for all. */
final class Upkeep {
    private static final Duration ELECTED_FOR = Duration.ofSeconds(2);
    private static final Duration LOOK_EACH = Duration.ofMillis(500);
    /** A SCAN walks over every key there is; in a Redis shared with others it may take no more than a tenth of the time. */
    private static final int PAUSE_PER_SCAN = 10;

    private final RedisLink link;
    private final LongSupplier nanoClock;
    private long nextLook;
    private long lastScan = Long.MAX_VALUE;
    /** While another worker is the elected one, there is nothing to ask. */
    private long othersUntil;

    Upkeep(RedisLink link, LongSupplier nanoClock) {
        this.link = link;
        this.nanoClock = nanoClock;
        this.nextLook = nanoClock.getAsLong();
        this.othersUntil = nextLook;
    }

    synchronized void run(String worker) {
        long begun = nanoClock.getAsLong();
        if (begun - othersUntil < 0) {
            return;
        }
        String electedFor = Long.toString(ELECTED_FOR.toMillis());
        List<?> answer = Replies.list(link.eval(Script.MAINTAIN, List.of(), List.of(worker, electedFor)));
        if (Replies.number(answer.get(0)) == 0) {
            othersUntil =
                    begun + Duration.ofMillis(Replies.number(answer.get(1))).toNanos();
            return;
        }
        reap(worker, Replies.texts(answer.subList(2, answer.size())));
        if (begun - nextLook >= 0) {
            long asked = nanoClock.getAsLong();
            link.eval(Script.DISCOVER, List.of(), QueueScan.of(link).arguments());
            long ended = nanoClock.getAsLong();
            long scan = ended - asked;
            long usual =
                    Math.min(scan, lastScan); // one that waited for a Redis that was away tells nothing of its keys
            lastScan = scan;
            nextLook = ended + Math.max(LOOK_EACH.toNanos(), PAUSE_PER_SCAN * usual);
        }
    }

    /** A call of its own: what waited for Redis while it stood still, renewals among it, is served before. */
    private void reap(String worker, List<String> overdue) {
        if (!overdue.isEmpty()) {
            List<String> arguments = new ArrayList<>(List.of(worker));
            arguments.addAll(overdue);
            link.eval(Script.REAP, List.of(), arguments);
        }
    }
}
