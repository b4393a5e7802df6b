package symphony.app.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import symphony.core.queue.QueueUnavailable;
import symphony.redis.RedisHealth;
import symphony.redis.RedisServer;

/** Whether this machine's clock and Redis's agree. */
public final class ClockCheck {
    static final String REMEDY =
            "synchronise clocks (chrony, systemd-timesyncd); leases go by Redis's clock and bear it,"
                    + " but storage refuses requests a quarter of an hour off, and times in records do not compare";

    /** Records and logs of several machines are laid side by side. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private ClockCheck() {}

    /** What is wrong, for a worker that begins; empty also where Redis does not answer: it says so elsewhere. */
    public static Optional<String> of(RedisServer server, Clock clock) {
        try {
            return difference(RedisHealth.of(server, clock).clockAhead()).map(what -> what + ": " + REMEDY);
        } catch (QueueUnavailable told) {
            return Optional.empty();
        }
    }

    /** @param ahead how far Redis's clock is ahead of ours */
    static Optional<String> difference(Duration ahead) {
        return ahead.abs().compareTo(TOLERANCE) <= 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "this machine's clock is %.1f s %s Redis's",
                        ahead.abs().toMillis() / 1e3,
                        ahead.isNegative() ? "ahead of" : "behind"));
    }
}
