package symphony.app.command.queue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.queue.Glob;
import symphony.app.queue.LineFilter;
import symphony.app.terminal.Ask;
import symphony.core.json.Json;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueStatus;
import symphony.core.task.QueueName;

/** {@code symphony queue purge}. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description = "Takes waiting and delayed tasks out of queues, never running ones. symphony repair brings back"
                + " what is still to be done.",
        footer = {
            "",
            "Examples:",
            "  symphony queue purge detection:s1",
            "  symphony queue purge '*:s1' --where test=1 --dry-run",
            "  symphony queue purge 'detection:*' --yes"
        })
public final class PurgeCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "QUEUE", arity = "1..*", description = "ROLE:SESSION; globs as detection:* too.")
    private List<String> globs = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = "Only tasks with that field; VALUE may be a glob, != says the opposite. May be given again.")
    private List<String> where = new ArrayList<>();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    public PurgeCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        var filter = LineFilter.all(where);
        List<Glob> chosen = globs.stream().map(Glob::new).toList();
        if (globs.stream().anyMatch(g -> g.startsWith(Queues.DEAD))) {
            throw UserError.usage("dead letters are no queue: symphony queue retry-dead brings them back");
        }
        try (Workspace workspace = change.open(around)) {
            QueueStatus status = workspace.queue().status();
            Queues.checkMatches(chosen, status);
            List<QueueStatus.Queue> queues = status.queues().stream()
                    .filter(q -> Glob.any(chosen, q.name().text()))
                    .toList();
            if (!change.dryRun() && !yes) {
                ask(queues);
            }
            QueueControl control = workspace.queue().control();
            ObjectNode result = Json.object();
            ArrayNode list = result.putArray("queues");
            long all = 0;
            for (QueueStatus.Queue queue : queues) {
                Chosen lines = new Chosen(filter, change.dryRun());
                long purged = control.purge(queue.name(), lines);
                long count = change.dryRun() ? lines.count() : purged;
                list.addObject().put("queue", queue.name().text()).put("purged", count);
                all += count;
            }
            result.put("purged", all);
            String names = queues.stream()
                    .map(QueueStatus.Queue::name)
                    .map(QueueName::text)
                    .collect(Collectors.joining(", "));
            return change.tell(around, Counted.of(all, "task") + " taken out of " + names, result);
        }
    }

    private void ask(List<QueueStatus.Queue> queues) throws IOException {
        long most = queues.stream().mapToLong(q -> q.waiting() + q.delayed()).sum();
        String what = (where.isEmpty() ? "" : "up to ") + Counted.of(most, "task") + " out of "
                + queues.stream().map(q -> q.name().text()).collect(Collectors.joining(", "));
        if (!new Ask(around).yes("Take " + what + "?")) {
            throw UserError.failed("nothing was taken");
        }
    }
}
