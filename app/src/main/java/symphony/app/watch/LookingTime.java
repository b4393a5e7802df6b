package symphony.app.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * How much of the time may go into looks that find nothing: a tenth, however many sessions there are. Time not used is kept
 * for later, but not much of it.
 */
final class LookingTime {
    private static final int SHARE = 10;
    private static final Duration MOST_KEPT = Duration.ofSeconds(2);

    private Duration left = MOST_KEPT;
    private Instant counted;

    LookingTime(Instant now) {
        this.counted = now;
    }

    boolean isLeft(Instant now) {
        if (now.isAfter(counted)) {
            Duration more = left.plus(Duration.between(counted, now).dividedBy(SHARE));
            left = more.compareTo(MOST_KEPT) < 0 ? more : MOST_KEPT;
        }
        counted = now;
        return left.compareTo(Duration.ZERO) > 0;
    }

    /** A look may take longer than is left; the others then wait until that has been made up for. */
    void spend(Duration took) {
        left = left.minus(took);
    }
}
