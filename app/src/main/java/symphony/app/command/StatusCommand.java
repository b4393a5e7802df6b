package symphony.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.history.StatusLog;
import symphony.app.terminal.LiveScreen;
import symphony.app.terminal.Room;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.QueueUnavailable;

/** {@code symphony status}: queues and their sizes, workers, dead letters; live on a terminal. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Shows queues and sizes, workers and their slots, and what is wrong; refreshed in place, q leaves.",
        footer = {
            "",
            "Examples:",
            "  symphony status                     live, on a terminal",
            "  symphony status --once              one look",
            "  symphony status --once --json       for scripts",
            "  symphony status --log status.csv    live, and a line a minute for symphony history --plot"
        })
public final class StatusCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Option(names = "--once", description = "Look once and leave; the default where the output is no terminal.")
    private boolean once;

    @Option(names = "--json", description = "One line of JSON; implies --once.")
    private boolean json;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Append a line of CSV a minute; goes on until Ctrl-C, or writes one line with --once.")
    private @Nullable Path log;

    @Option(names = "--every", paramLabel = "SECONDS", description = "How often a line is logged; default: 60.")
    private int every = 60;

    public StatusCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        if (every < 1) {
            throw UserError.usage("--every: at least 1 second, not " + every);
        }
        try (Workspace workspace = options.open(around)) {
            if (json || once || (log == null && !around.terminal())) {
                if (log != null) {
                    logOnce(workspace, log);
                }
                look(workspace, json, around);
            } else if (around.terminal()) {
                live(workspace);
            } else {
                logOn(workspace, String.valueOf(log));
            }
            return 0;
        }
    }

    /** One look at once, as a person or a script reads it. */
    static void look(Workspace workspace, boolean json, Surroundings around) throws IOException {
        QueueStatus status = workspace.queue().status();
        if (json) {
            around.out().println(StatusJson.line(status));
            return;
        }
        for (String line : new StatusView(workspace.redis().place(), around.colours()).lines(status, Room.ENOUGH)) {
            around.out().println(line);
        }
    }

    private void live(Workspace workspace) throws IOException {
        StatusView view = new StatusView(workspace.redis().place(), around.colours());
        Instant[] next = {Instant.MIN};
        LiveScreen.show(room -> {
            if (log != null && !around.clock().instant().isBefore(next[0])) {
                next[0] = around.clock().instant().plusSeconds(every);
                logOnce(workspace, log);
            }
            return view.lines(workspace.queue().status(), room);
        });
    }

    private void logOn(Workspace workspace, String file) {
        around.out().println("Logging to " + file + " every " + every + " s; Ctrl-C stops");
        CountDownLatch told = new CountDownLatch(1);
        workspace.beforeLeaving(told::countDown);
        try {
            do {
                logOnce(workspace, Path.of(file));
            } while (!told.await(every, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A Redis that is away is a line too: the log goes on when it is back. */
    private void logOnce(Workspace workspace, Path file) {
        StatusLog statusLog = new StatusLog(around.directory().resolve(file));
        Instant now = around.clock().instant();
        try {
            try {
                statusLog.append(now, workspace.queue().status());
            } catch (QueueUnavailable e) {
                statusLog.append(now, e.getMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
