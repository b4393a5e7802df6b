package symphony.worker.eviction;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The machine is to be taken away.
 *
 * @param id names the event when it is answered
 * @param type for people: Preempt, Terminate, Reboot, Redeploy
 * @param notBefore when it will happen at the earliest; empty: it has begun
 */
public record EvictionNotice(String id, String type, Optional<Instant> notBefore) {
    /** Kept back, to give up claims and leave. */
    private static final Duration TO_LEAVE = Duration.ofSeconds(2);

    /** How long programs may go on from now. */
    public Duration grace(Instant now) {
        Duration left =
                notBefore.map(at -> Duration.between(now, at).minus(TO_LEAVE)).orElse(Duration.ZERO);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
