package symphony.app.command;

import symphony.app.Surroundings;
import symphony.app.terminal.ProgressLine;
import symphony.core.verify.Verifier;

/** How far a verification is, on a terminal; scripts are told nothing. */
final class VerifyProgress implements Verifier.Progress {
    private final Surroundings around;
    private final ProgressLine line;
    private boolean shown;

    VerifyProgress(Surroundings around) {
        this.around = around;
        this.line = new ProgressLine(around.err(), true, around.clock());
    }

    @Override
    public synchronized void files(int read, int all) {
        if (around.terminal() && all > 1) {
            shown = true;
            line.show("verifying: file " + read + " of " + all);
        }
    }

    /** Clears the line. */
    synchronized void done() {
        if (shown) {
            around.err().print("\r\u001b[K");
            around.err().flush();
        }
    }
}
