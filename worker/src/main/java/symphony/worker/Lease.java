package symphony.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.worker.program.TaskCancelled;

/**
 * A worker's lease as the worker sees it: when it was last renewed. A worker that was stopped, swapped out or asleep past its
 * lease does not know that others have its tasks now; before it publishes it asks.
 */
final class Lease {
    private final Membership membership;
    private final Duration length;
    private final Consumer<Set<Claim>> lost;
    private final Clock clock;
    private volatile Renewal last;

    /** On two clocks: a machine that sleeps stops the first, a person who sets the time moves the second. */
    private record Renewal(long nanos, Instant wall) {}

    /** @param lost hears of claims that are another's now, or were cancelled */
    Lease(Membership membership, Duration length, Consumer<Set<Claim>> lost, Clock clock) {
        this.membership = membership;
        this.length = length;
        this.lost = lost;
        this.clock = clock;
        this.last = now();
    }

    Duration length() {
        return length;
    }

    /** One at a time: whoever asks while another does finds out what that one was told. */
    synchronized void renew() {
        Renewal asked = now();
        Set<Claim> gone = membership.renew();
        if (!gone.isEmpty()) {
            lost.accept(gone);
        }
        last = asked;
    }

    /**
     * Returns when the claims of this worker were known to be its own a moment ago; a task whose claim was lost is
     * cancelled then.
     */
    void assure(Patience patience) throws TaskCancelled {
        if (isOld()) {
            patience.queue(() -> {
                renew();
                return true;
            });
        }
        patience.check();
    }

    /** Renewed three times within its length, a lease this old has missed a beat. */
    private boolean isOld() {
        Renewal renewed = last;
        Renewal now = now();
        long nanos = Math.max(
                now.nanos() - renewed.nanos(),
                Math.abs(Duration.between(renewed.wall(), now.wall()).toNanos()));
        return nanos > length.toNanos() * 2 / 3;
    }

    private Renewal now() {
        return new Renewal(System.nanoTime(), clock.instant());
    }
}
