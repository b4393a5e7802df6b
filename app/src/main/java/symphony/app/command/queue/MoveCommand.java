package symphony.app.command.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.queue.LineFilter;
import symphony.core.json.Json;
import symphony.core.queue.QueueControl;
import symphony.core.task.QueueName;

/** {@code symphony queue move}. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = "Moves waiting tasks to the tail of another queue; they become tasks of its role and session."
                + " One that waits there already is not doubled.",
        footer = {
            "",
            "Examples:",
            "  symphony queue move preprocess:s1 preproc:s1",
            "  symphony queue move detection:s1 detection:s2 --where 'part=*-row7-*' --dry-run"
        })
public final class MoveCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(index = "0", paramLabel = "FROM", description = "ROLE:SESSION.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "ROLE:SESSION.")
    private String to = "";

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = "Only tasks with that field; VALUE may be a glob, != says the opposite. May be given again.")
    private List<String> where = new ArrayList<>();

    public MoveCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        QueueName source = Queues.name(from);
        QueueName target = Queues.name(to);
        if (source.text().equals(target.text())) {
            throw UserError.usage("both are " + source);
        }
        Predicate<String> filter = LineFilter.all(where);
        try (Workspace workspace = change.open(around)) {
            QueueControl control = workspace.queue().control();
            if (control.peek(source, 0, 1).isEmpty()) {
                throw UserError.failed("nothing waits in " + source);
            }
            if (control.cancelled().contains(target.session())) {
                throw UserError.failed("the session '" + target.session() + "' is cancelled; symphony queue readmit "
                        + target.session() + " first");
            }
            Chosen chosen = new Chosen(filter, change.dryRun());
            int moved = control.move(source, target, chosen);
            long count = change.dryRun() ? chosen.count() : moved;
            return change.tell(
                    around,
                    Counted.of(count, "task") + " moved from " + source + " to " + target
                            + (chosen.count() > count
                                    ? "; " + (chosen.count() - count) + " were there already or can be no task there"
                                    : ""),
                    Json.object()
                            .put("from", source.text())
                            .put("to", target.text())
                            .put("chosen", chosen.count())
                            .put("moved", count));
        }
    }
}
