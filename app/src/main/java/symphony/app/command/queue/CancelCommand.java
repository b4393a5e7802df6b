package symphony.app.command.queue;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.session.Cancellations;
import symphony.app.session.FindSessions;
import symphony.core.json.Json;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueStatus;

/** {@code symphony queue cancel}. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Takes all tasks of a session away and stops its programs. Until readmit none of its tasks is taken"
                        + " in. What was finished stays.",
        footer = {"", "Examples:", "  symphony queue cancel s1 --dry-run", "  symphony queue cancel s1"})
public final class CancelCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "SESSION", description = "The session's name.")
    private String session = "";

    public CancelCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = change.open(around)) {
            QueueStatus status = workspace.queue().status();
            if (!Queues.sessions(status).contains(session)
                    && new FindSessions(workspace.store()).named(session).isEmpty()) {
                throw UserError.failed("there is no session '" + session + "', neither in the queues nor in "
                        + workspace.store().describe());
            }
            long gone = change.dryRun() ? Queues.tasks(status, session) : cancel(workspace);
            return change.tell(
                    around,
                    session + (status.cancelled().contains(session) ? " was cancelled already; " : " is cancelled; ")
                            + Counted.of(gone, "task")
                            + " taken away; symphony queue readmit " + session + " takes it in again",
                    Json.object().put("session_name", session).put("taken_away", gone));
        }
    }

    /** In the queues first: its programs stop whatever becomes of the note. */
    private long cancel(Workspace workspace) {
        QueueControl control = workspace.queue().control();
        long gone = control.cancel(session);
        try {
            new Cancellations(workspace.store(), control).note(session);
        } catch (IOException e) {
            around.err()
                    .println("symphony: storage could not be told, so a wiped Redis would forget that " + session
                            + " is cancelled; cancel it again later: " + e.getMessage());
        }
        return gone;
    }
}
