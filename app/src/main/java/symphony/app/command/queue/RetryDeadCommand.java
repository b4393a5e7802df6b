package symphony.app.command.queue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.queue.Glob;
import symphony.core.json.Json;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueStatus;

/** {@code symphony queue retry-dead}. */
@Command(
        name = "retry-dead",
        mixinStandardHelpOptions = true,
        description =
                "Brings dead letters back to the tails of their queues, as if they had never failed. What is no task,"
                        + " or was pushed to dlq: by hand without a queue, stays.",
        footer = {
            "",
            "Examples:",
            "  symphony queue retry-dead                       of all sessions",
            "  symphony queue retry-dead s1 --dry-run",
            "  symphony queue retry-dead --reason 'CUDA*'      by what killed them; a text is looked for in it"
        })
public final class RetryDeadCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "SESSION", arity = "0..*", description = "Of these sessions; default: all.")
    private List<String> sessions = new ArrayList<>();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Only those with that reason: a part of it, or a glob.")
    private @Nullable String reason;

    public RetryDeadCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Predicate<DeadLetter> chosen = chosen();
        try (Workspace workspace = change.open(around)) {
            QueueStatus status = workspace.queue().status();
            List<String> dead =
                    status.dead().stream().map(QueueStatus.Dead::sessionName).toList();
            for (String session : sessions) {
                if (!dead.contains(session)) {
                    throw UserError.failed("there are no dead letters in dlq:" + session
                            + (dead.isEmpty()
                                    ? "; nor elsewhere"
                                    : "; there are in dlq:" + String.join(", dlq:", dead)));
                }
                if (status.cancelled().contains(session)) {
                    throw UserError.failed(
                            "the session '" + session + "' is cancelled; symphony queue readmit " + session + " first");
                }
            }
            ObjectNode result = Json.object();
            ArrayNode list = result.putArray("sessions");
            long all = 0;
            long matched = 0;
            for (String session : sessions.isEmpty() ? dead : sessions) {
                long[] count = {0};
                int back = workspace.queue().control().retryDead(session, letter -> {
                    boolean is = chosen.test(letter);
                    count[0] += is ? 1 : 0;
                    return is && !change.dryRun();
                });
                long told = change.dryRun() ? count[0] : back;
                list.addObject()
                        .put("session_name", session)
                        .put("chosen", count[0])
                        .put("retried", told);
                all += told;
                matched += count[0];
            }
            result.put("retried", all);
            return change.tell(
                    around,
                    Counted.of(all, "dead letter") + " brought back"
                            + (matched > all
                                    ? "; " + (matched - all)
                                            + " more are no tasks, wait already, or are of a cancelled session"
                                    : ""),
                    result);
        }
    }

    private Predicate<DeadLetter> chosen() {
        if (reason == null) {
            return letter -> true;
        }
        Glob glob = new Glob(Glob.isOne(reason) ? reason : "*" + reason + "*");
        return letter -> glob.matches(letter.reason());
    }
}
