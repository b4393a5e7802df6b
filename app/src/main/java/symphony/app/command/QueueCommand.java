package symphony.app.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.Table;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueueStatus;
import symphony.core.task.QueueName;

/** {@code symphony queue}: looks into the queues and holds them. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Looks into the queues: ls, peek, pause, resume.",
        footer = {
            "",
            "Examples:",
            "  symphony queue ls",
            "  symphony queue peek dlq:s1        dead letters and why they died",
            "  symphony queue pause detection:s1"
        })
public final class QueueCommand implements Callable<Integer> {
    private final Surroundings around;

    public QueueCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        throw UserError.usage("queue what? ls, peek, pause or resume; symphony queue --help tells more");
    }

    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists the queues and their sizes.",
            footer = {"", "Example:", "  symphony queue ls"})
    int ls(
            @Mixin WorkspaceOptions at,
            @Option(names = "--json", description = "One line of JSON, as status writes it.") boolean json)
            throws IOException {
        try (Workspace workspace = at.open(around)) {
            QueueStatus status = workspace.queue().status();
            if (json) {
                around.out().println(StatusView.json(status));
                return 0;
            }
            Table table = new Table("QUEUE", "WAITING", "RUNNING", "DELAYED");
            status.queues().forEach(q -> table.add(q.name().text(), q.waiting(), q.claimed(), q.delayed()));
            status.dead().forEach(d -> table.add("dlq:" + d.sessionName(), d.count(), 0, 0));
            table.lines().forEach(around.out()::println);
            return 0;
        }
    }

    @Command(
            name = "peek",
            mixinStandardHelpOptions = true,
            description = "Shows dead letters and why they died.",
            footer = {"", "Example:", "  symphony queue peek dlq:s1"})
    int peek(@Mixin WorkspaceOptions at, @Parameters(paramLabel = "dlq:SESSION") String queue) {
        if (!queue.startsWith("dlq:")) {
            throw UserError.usage(
                    "peek shows dead letters: dlq:SESSION; a queue's tasks: redis-cli lrange " + queue + " 0 9");
        }
        try (Workspace workspace = at.open(around)) {
            List<DeadLetter> letters = workspace.queue().control().deadLetters(queue.substring("dlq:".length()));
            for (DeadLetter letter : letters) {
                around.out().println(letter.line());
                around.out()
                        .println("  " + (letter.queue().isEmpty() ? "pushed by hand" : "from " + letter.queue())
                                + (letter.reason().isEmpty() ? "" : ": " + letter.reason())
                                + (letter.worker().isEmpty() ? "" : "; worker " + letter.worker())
                                + (letter.log().isEmpty() ? "" : "; log " + letter.log()));
            }
            if (letters.isEmpty()) {
                around.out().println("no dead letters in " + queue);
            }
            return 0;
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Holds a queue: nothing of it is claimed.",
            footer = {"", "Example:", "  symphony queue pause detection:s1"})
    int pause(@Mixin WorkspaceOptions at, @Parameters(paramLabel = "ROLE:SESSION") String queue) {
        try (Workspace workspace = at.open(around)) {
            workspace.queue().control().pause(QueueSelector.of(name(queue)));
            around.out().println(queue + " is paused; symphony queue resume " + queue + " lets it go on");
            return 0;
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Lets a paused queue go on.",
            footer = {"", "Example:", "  symphony queue resume detection:s1"})
    int resume(@Mixin WorkspaceOptions at, @Parameters(paramLabel = "ROLE:SESSION") String queue) {
        try (Workspace workspace = at.open(around)) {
            workspace.queue().control().resume(QueueSelector.of(name(queue)));
            around.out().println(queue + " goes on");
            return 0;
        }
    }

    private static QueueName name(String text) {
        return QueueName.parse(text)
                .orElseThrow(() -> UserError.usage("'" + text + "' is no queue's name; one is detection:s1"));
    }
}
