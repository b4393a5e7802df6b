package symphony.app.command.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.Table;
import symphony.app.Workspace;
import symphony.app.command.StatusJson;
import symphony.app.command.WorkspaceOptions;
import symphony.app.queue.Glob;
import symphony.core.queue.QueueStatus;

/** {@code symphony queue ls}. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        description = "Lists queues and their sizes, dead letters too.",
        footer = {
            "",
            "Examples:",
            "  symphony queue ls",
            "  symphony queue ls 'detection:*' 'dlq:*'",
            "  symphony queue ls --json '*:s1'"
        })
public final class LsCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions at = new WorkspaceOptions();

    @Parameters(paramLabel = "GLOB", arity = "0..*", description = "Which queues, as detection:*; default: all.")
    private List<String> globs = new ArrayList<>();

    @Option(names = "--json", description = "One line of JSON, as status writes it.")
    private boolean json;

    public LsCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = at.open(around)) {
            List<Glob> chosen = globs.stream().map(Glob::new).toList();
            QueueStatus all = workspace.queue().status();
            Queues.checkMatches(chosen, all);
            QueueStatus status = new QueueStatus(
                    all.queues().stream()
                            .filter(q -> Glob.any(chosen, q.name().text()))
                            .toList(),
                    all.dead().stream()
                            .filter(d -> Glob.any(chosen, Queues.DEAD + d.sessionName()))
                            .toList(),
                    all.workers(),
                    all.held(),
                    all.cancelled(),
                    all.weights(),
                    all.broken(),
                    all.orphans());
            if (json) {
                around.out().println(StatusJson.line(status));
                return 0;
            }
            Table table = new Table("QUEUE", "WAITING", "RUNNING", "DELAYED", "");
            status.queues()
                    .forEach(q -> table.add(
                            q.name().text(), q.waiting(), q.claimed(), q.delayed(), q.paused() ? "paused" : ""));
            status.dead().forEach(d -> table.add(Queues.DEAD + d.sessionName(), d.count(), "-", "-", "dead letters"));
            table.lines().forEach(around.out()::println);
            return 0;
        }
    }
}
