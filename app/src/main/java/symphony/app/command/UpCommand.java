package symphony.app.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.watch.WatchRepair;
import symphony.app.work.RunWorker;
import symphony.app.work.WorkerLines;
import symphony.core.task.Role;
import symphony.worker.WorkerOutcome;

/** {@code symphony up}: everything a workspace needs, in one process: Redis, a worker for every role, a watching repair. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs everything on this machine: Redis, a worker for every role, and a repair that watches.",
        footer = {
            "",
            "It goes on until it is told to stop (Ctrl-C, SIGTERM). Redis is the embedded one unless symphony.yaml"
                    + " says",
            "otherwise; the repair sends again what was lost of any session that symphony init has sent.",
            "",
            "Examples:",
            "  symphony up",
            "  symphony up --processes 2"
        })
public final class UpCommand implements Callable<Integer> {
    private static final int MOST_BY_DEFAULT = 4;

    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "How many tasks at a time; default: 4, at most the cores.")
    private @Nullable Integer processes;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "How long running tasks may take to finish when told to stop; default: 20.")
    private int grace = 20;

    public UpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (processes != null && processes < 1) {
            throw UserError.usage("--processes: at least 1, not " + processes);
        }
        try (Workspace workspace = options.open(around)) {
            int slots = slots(workspace);
            around.out()
                    .println("Serving every role with " + slots + " process" + (slots == 1 ? "" : "es") + "; Redis "
                            + workspace.redisUri().getHost() + ":"
                            + workspace.redisUri().getPort() + "; Ctrl-C stops");
            WatchRepair watch = Watching.of(workspace, root -> true, around);
            Thread watching = new Thread(watch::run, "repair");
            watching.start();
            try {
                WorkerOutcome outcome = new RunWorker(
                                workspace, new WorkerLines(around.out(), around.clock()), around.clock())
                        .run(Role.ALL, slots, false, Duration.ofSeconds(grace));
                around.out()
                        .println(outcome.done() + " done, " + outcome.skipped() + " skipped, " + outcome.failed()
                                + " failed, " + outcome.returned() + " returned");
            } finally {
                watch.stop();
                watching.join();
            }
            return 0;
        }
    }

    private int slots(Workspace workspace) {
        if (processes != null) {
            return processes;
        }
        return workspace.configuration().processes().isPresent()
                ? workspace.configuration().processes().get().value()
                : Math.max(1, Math.min(MOST_BY_DEFAULT, Runtime.getRuntime().availableProcessors()));
    }
}
