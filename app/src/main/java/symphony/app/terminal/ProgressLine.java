package symphony.app.terminal;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One line that says how far something is: rewritten in place on a terminal, else written now and then. */
public final class ProgressLine {
    private static final Duration IN_PLACE = Duration.ofMillis(100);
    private static final Duration IN_A_LOG = Duration.ofSeconds(10);
    private static final int MOST_COLUMNS = 110;

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private String shown = "";

    public ProgressLine(PrintStream out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Shows it, unless the last one is too fresh. */
    public synchronized void show(String text) {
        Instant now = clock.instant();
        if (now.isBefore(next) || text.equals(shown)) {
            return;
        }
        next = now.plus(terminal ? IN_PLACE : IN_A_LOG);
        write(text);
    }

    /** Shows the last word, and goes to a line of its own. */
    public synchronized void done(String text) {
        write(text);
        if (terminal) {
            out.println();
        }
        shown = "";
        next = Instant.MIN;
    }

    private void write(String text) {
        int before = Math.min(shown.length(), MOST_COLUMNS);
        shown = text;
        String cut = text.length() > MOST_COLUMNS ? text.substring(0, MOST_COLUMNS - 1) + "…" : text;
        if (terminal) {
            // blanks, since the old console of Windows knows no code that clears a line
            out.print("\r" + cut + " ".repeat(Math.max(0, before - cut.length())));
            out.flush();
        } else {
            out.println(text);
        }
    }
}
