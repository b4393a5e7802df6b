package symphony.app.command.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.json.Json;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueueStatus;

/** {@code symphony queue pause}. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Holds queues: nothing of them is claimed until they are resumed. What runs goes on.",
        footer = {
            "",
            "Examples:",
            "  symphony queue pause detection:s1",
            "  symphony queue pause 'detection:*'     a role, of all sessions",
            "  symphony queue pause '*:s1'            a session, in all roles"
        })
public final class PauseCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "WHICH", arity = "1..*", description = "ROLE:SESSION, ROLE:* or *:SESSION.")
    private List<String> which = new ArrayList<>();

    public PauseCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        List<QueueSelector> selectors = selectors(which);
        try (Workspace workspace = change.open(around)) {
            QueueStatus status = workspace.queue().status();
            if (!change.dryRun()) {
                selectors.forEach(workspace.queue().control()::pause);
            }
            List<String> said = new ArrayList<>();
            for (QueueSelector selector : selectors) {
                said.add(selector + (status.held().contains(selector) ? " was paused already" : " is paused") + "; "
                        + waiting(status, selector));
            }
            return change.tell(
                    around, String.join("\n", said), (com.fasterxml.jackson.databind.node.ObjectNode) Json.object()
                            .set(
                                    "paused",
                                    Json.array(selectors.stream()
                                            .map(QueueSelector::text)
                                            .toList())));
        }
    }

    static List<QueueSelector> selectors(List<String> texts) {
        return texts.stream()
                .map(text -> QueueSelector.parse(text)
                        .orElseThrow(() -> UserError.usage(
                                "'" + text + "' chooses no queues; write detection:s1, 'detection:*' or '*:s1'")))
                .toList();
    }

    private static String waiting(QueueStatus status, QueueSelector selector) {
        long waiting = status.queues().stream()
                .filter(q -> selector.matches(q.name()))
                .mapToLong(q -> q.waiting() + q.delayed())
                .sum();
        return waiting == 0
                ? "nothing waits there yet"
                : Counted.of(waiting, "task") + " will wait; symphony queue resume '" + selector + "' lets them go on";
    }
}
