package symphony.app.command.queue;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.json.Json;

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
    public Integer call() {
        try (Workspace workspace = change.open(around)) {
            Set<String> cancelled = workspace.queue().control().cancelled();
            if (!cancelled.contains(session)) {
                throw UserError.failed("the session '" + session + "' is not cancelled; "
                        + (cancelled.isEmpty()
                                ? "none is"
                                : "these are: " + String.join(", ", new TreeSet<>(cancelled))));
            }
            if (!change.dryRun()) {
                workspace.queue().control().readmit(session);
            }
            return change.tell(
                    around,
                    session + " is welcome again; symphony repair brings back what is still to be done",
                    Json.object().put("session_name", session));
        }
    }
}
