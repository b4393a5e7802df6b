package symphony.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.app.terminal.LiveScreen;
import symphony.core.queue.QueueStatus;

/** {@code symphony status}: queues and their sizes, workers, dead letters; live on a terminal. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows queues and sizes, workers and dead letters, refreshed in place; q leaves.",
        footer = {
            "",
            "Examples:",
            "  symphony status                 live, on a terminal",
            "  symphony status --once          one look",
            "  symphony status --once --json   for scripts"
        })
public final class StatusCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Option(names = "--once", description = "Look once and leave; the default where the output is no terminal.")
    private boolean once;

    @Option(names = "--json", description = "One line of JSON; implies --once.")
    private boolean json;

    public StatusCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = options.open(around)) {
            if (json || once || !around.terminal()) {
                look(workspace, json, around);
            } else {
                StatusView view = new StatusView(workspace.redisUri(), around.colours());
                LiveScreen.show(() -> view.lines(workspace.queue().status()));
            }
            return 0;
        }
    }

    static void look(Workspace workspace, boolean json, Surroundings around) throws IOException {
        QueueStatus status = workspace.queue().status();
        if (json) {
            around.out().println(StatusView.json(status));
            return;
        }
        for (String line : new StatusView(workspace.redisUri(), around.colours()).lines(status)) {
            around.out().println(line);
        }
    }
}
