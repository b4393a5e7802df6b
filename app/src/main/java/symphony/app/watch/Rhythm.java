package symphony.app.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * When a session is looked at next: soon after something was healed or changed, ever more seldom while nothing is found,
 * and never so often that looking at it takes more than a tenth of the time. What looking at all takes together, {@link
 * LookingTime} bounds.
 */
final class Rhythm {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int TIMES_THE_COST = 9;

    private Duration interval = SHORTEST;
    private Instant next = Instant.MIN;
    private Instant earliest = Instant.MIN;

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }

    /** By when a look should have been, where time is short: sooner for what is looked at often. */
    Instant deadline() {
        return next.plus(interval);
    }

    /** Something happened that a look would show: the next is due as soon as the last one's cost allows. */
    void hurry() {
        interval = SHORTEST;
        next = earliest;
    }

    void looked(Instant began, Instant ended, boolean found) {
        Duration longer = interval.multipliedBy(2);
        interval = found ? SHORTEST : longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        earliest = ended.plus(Duration.between(began, ended).multipliedBy(TIMES_THE_COST));
        Instant usual = ended.plus(interval);
        next = usual.isBefore(earliest) ? earliest : usual;
    }
}
