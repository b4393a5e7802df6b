package symphony.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.app.watch.WatchRepair;
import symphony.core.task.Role;

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
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Mixin
    private WorkerOptions worker;

    public UpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        worker.check();
        try (Workspace workspace = options.open(around)) {
            WatchRepair watch = Watching.of(workspace, root -> true, around);
            Thread watching = new Thread(watch::run, "repair");
            watching.start();
            try {
                worker.run(workspace, Role.ALL, WorkerOptions.MOST, false, around);
            } finally {
                watch.stop();
                watching.join();
            }
            return 0;
        }
    }
}
