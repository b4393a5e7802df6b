package symphony.app.command.queue;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.json.Json;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueStatus;

/** {@code symphony queue weigh}. */
@Command(
        name = "weigh",
        mixinStandardHelpOptions = true,
        description = "Gives a session more turns in a round of its role's sessions, until init or repair set them anew"
                + " from the task file's priority.",
        footer = {"", "Example:", "  symphony queue weigh s1 3      three tasks for each one of another session"})
public final class WeighCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(index = "0", paramLabel = "SESSION", description = "The session's name.")
    private String session = "";

    @Parameters(index = "1", paramLabel = "N", description = "Turns a round, 1 to 100; 1 is what all others have.")
    private int weight = 1;

    public WeighCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (weight < 1 || weight > QueueControl.MOST_WEIGHT) {
            throw UserError.usage("a session has 1 to " + QueueControl.MOST_WEIGHT + " turns a round, not " + weight);
        }
        try (Workspace workspace = change.open(around)) {
            QueueStatus status = workspace.queue().status();
            if (!Queues.sessions(status).contains(session)) {
                throw UserError.failed("the queues know no session '" + session + "'");
            }
            int before = status.weights().getOrDefault(session, 1);
            if (!change.dryRun()) {
                workspace.queue().control().weigh(session, weight);
            }
            return change.tell(
                    around,
                    session + " has " + Counted.of(weight, "turn") + " a round (before: " + before + ")",
                    Json.object()
                            .put("session_name", session)
                            .put("weight", weight)
                            .put("before", before));
        }
    }
}
