package symphony.worker.program;

import java.time.Duration;
import symphony.core.stage.StageExit;

/** Tells when a program has taken too long for its task, or has said nothing for too long. */
final class Watchdog {
    private final ProgramSpec spec;
    private final long started = System.nanoTime();
    private volatile long heard = started;

    Watchdog(ProgramSpec spec) {
        this.spec = spec;
    }

    /** The program has said something. */
    void heard() {
        heard = System.nanoTime();
    }

    /** How long it may be left alone from now; not positive once it has used up its time. */
    long nanosLeft() {
        long now = System.nanoTime();
        long left = spec.limits().timeout().toNanos() - (now - started);
        Duration silence = spec.limits().silence();
        return silence.isZero() ? left : Math.min(left, silence.toNanos() - (now - heard));
    }

    /** What to say of a program that was killed for it. */
    ProgramEnd verdict() {
        Duration timeout = spec.limits().timeout();
        boolean tooLong = System.nanoTime() - started >= timeout.toNanos();
        String why = tooLong
                ? "it took longer than its timeout of " + text(timeout) + " (stages." + spec.role() + ".timeout)"
                : "it said nothing for " + text(spec.limits().silence()) + " (stages." + spec.role() + ".silence)";
        return new ProgramEnd(StageExit.FAILED, "the program was killed: " + why);
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
