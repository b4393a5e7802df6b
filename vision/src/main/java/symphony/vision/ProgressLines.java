package symphony.vision;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress as lines on stderr, {@code progress 0.42 text}; at most four a second, but always the last. */
final class ProgressLines implements Progress {
    private static final long LEAST_NANOS = 250_000_000L;

    private final PrintStream out;
    private final LongSupplier nanos;
    private boolean said;
    private long lastSaid;

    /** @param nanos a clock that only grows */
    ProgressLines(PrintStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
    }

    @Override
    public synchronized void at(double done, String text) {
        long now = nanos.getAsLong();
        if (said && done < 1 && now - lastSaid < LEAST_NANOS) {
            return;
        }
        said = true;
        lastSaid = now;
        double share = Math.max(0, Math.min(1, done));
        String words = text.replaceAll("\\R", " ").strip();
        out.println(("progress " + String.format(Locale.ROOT, "%.2f", share) + " " + words).strip());
    }
}
