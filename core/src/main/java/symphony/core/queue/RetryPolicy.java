package symphony.core.queue;

import java.time.Duration;

/**
 * How often and how soon a failed task is tried again.
 *
 * @param limit retries before a task goes to the dead letters
 * @param first delay after the first failure; it doubles with each further one
 * @param longest no delay is longer
 */
public record RetryPolicy(int limit, Duration first, Duration longest) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(9, Duration.ofSeconds(2), Duration.ofMinutes(10));

    public RetryPolicy {
        if (limit < 0 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("retries: limit " + limit + ", first " + first + ", longest " + longest);
        }
    }

    /**
     * @param failures failures so far, this one included
     * @param jitter 0 to 1: spreads what failed together over half to the whole delay
     */
    public Duration delay(int failures, double jitter) {
        double whole = first.toMillis() * Math.pow(2, Math.min(failures - 1, 30));
        double capped = Math.min(whole, longest.toMillis());
        return Duration.ofMillis(Math.round(capped * (0.5 + 0.5 * jitter)));
    }
}
