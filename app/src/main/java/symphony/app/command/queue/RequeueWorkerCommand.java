package symphony.app.command.queue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.json.Json;
import symphony.core.queue.QueueStatus;

/** {@code symphony queue requeue-worker}. */
@Command(
        name = "requeue-worker",
        mixinStandardHelpOptions = true,
        description =
                "Gives a worker's tasks back at once, when its machine is known to be gone. Should it live after all,"
                        + " it drops them and goes on.",
        footer = {"", "Example:", "  symphony queue requeue-worker gpu-7-4121-5d0c9a1e"})
public final class RequeueWorkerCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "WORKER", description = "Its id, as symphony status tells it.")
    private String worker = "";

    public RequeueWorkerCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = change.open(around)) {
            List<QueueStatus.Worker> workers = workspace.queue().status().workers();
            Optional<QueueStatus.Worker> known =
                    workers.stream().filter(w -> w.id().equals(worker)).findFirst();
            if (known.isEmpty()) {
                throw UserError.failed("there is no worker '" + worker + "'; "
                        + (workers.isEmpty()
                                ? "none is at work"
                                : "at work are "
                                        + String.join(
                                                ", ",
                                                workers.stream()
                                                        .map(QueueStatus.Worker::id)
                                                        .toList()))
                        + ". What a dead worker held goes back by itself");
            }
            int back = change.dryRun()
                    ? known.get().busy()
                    : workspace.queue().control().requeueWorker(worker);
            return change.tell(
                    around,
                    Counted.of(back, "task") + " of " + worker + " given back",
                    Json.object().put("worker", worker).put("given_back", back));
        }
    }
}
