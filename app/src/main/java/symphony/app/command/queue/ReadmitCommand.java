package symphony.app.command.queue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.session.Cancellations;
import symphony.core.json.Json;
import symphony.core.queue.QueueControl;

/** {@code symphony queue readmit}. */
@Command(
        name = "readmit",
        mixinStandardHelpOptions = true,
        description = "Takes a cancelled session in again. Its tasks come back by symphony repair.",
        footer = {"", "Example:", "  symphony queue readmit s1 && symphony repair"})
public final class ReadmitCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "SESSION", description = "The session's name.")
    private String session = "";

    public ReadmitCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = change.open(around)) {
            QueueControl control = workspace.queue().control();
            Cancellations cancellations = new Cancellations(workspace.store(), control);
            if (!cancellations.isCancelled(session)) {
                Set<String> cancelled = control.cancelled();
                throw UserError.failed("the session '" + session + "' is not cancelled; "
                        + (cancelled.isEmpty()
                                ? "none is"
                                : "these are: " + String.join(", ", new TreeSet<>(cancelled))));
            }
            if (!change.dryRun()) {
                cancellations.readmit(session);
            }
            return change.tell(
                    around,
                    session + " is welcome again; symphony repair brings back what is still to be done",
                    Json.object().put("session_name", session));
        }
    }
}
