package symphony.app.command.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.core.json.Json;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueueStatus;

/** {@code symphony queue resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets paused queues go on; takes back a pause of the same words.",
        footer = {"", "Examples:", "  symphony queue resume detection:s1", "  symphony queue resume 'detection:*'"})
public final class ResumeCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "WHICH", arity = "1..*", description = "ROLE:SESSION, ROLE:* or *:SESSION.")
    private List<String> which = new ArrayList<>();

    public ResumeCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        List<QueueSelector> selectors = PauseCommand.selectors(which);
        try (Workspace workspace = change.open(around)) {
            QueueStatus status = workspace.queue().status();
            if (!change.dryRun()) {
                selectors.forEach(workspace.queue().control()::resume);
            }
            List<String> said = new ArrayList<>();
            for (QueueSelector selector : selectors) {
                List<QueueSelector> others = status.held().stream()
                        .filter(held -> !selectors.contains(held) && overlap(held, selector))
                        .toList();
                said.add(selector
                        + (status.held().contains(selector) ? " goes on" : " was not paused")
                        + (others.isEmpty()
                                ? ""
                                : ", but held still: "
                                        + others.stream()
                                                .map(QueueSelector::text)
                                                .collect(Collectors.joining(", "))));
            }
            ObjectNode result = Json.object();
            result.set(
                    "resumed",
                    Json.array(selectors.stream().map(QueueSelector::text).toList()));
            return change.tell(around, String.join("\n", said), result);
        }
    }

    private static boolean overlap(QueueSelector a, QueueSelector b) {
        boolean roles = a.role().isEmpty() || b.role().isEmpty() || a.role().equals(b.role());
        boolean sessions =
                a.session().isEmpty() || b.session().isEmpty() || a.session().equals(b.session());
        return roles && sessions;
    }
}
