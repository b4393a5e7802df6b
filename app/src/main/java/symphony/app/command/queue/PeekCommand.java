package symphony.app.command.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.command.WorkspaceOptions;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Attempt;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueControl;
import symphony.core.queue.Saved;
import symphony.core.task.QueueName;

/** {@code symphony queue peek}. */
@Command(
        name = "peek",
        mixinStandardHelpOptions = true,
        description = "Shows what stands in a queue, from its head; or dead letters and why they died.",
        footer = {
            "",
            "Examples:",
            "  symphony queue peek detection:s1",
            "  symphony queue peek detection:s1 --tail 3 --fields part,num_retries",
            "  symphony queue peek detection:s1 --delayed",
            "  symphony queue peek dlq:s1 --json"
        })
public final class PeekCommand implements Callable<Integer> {
    private static final int DEFAULT = 10;

    private final Surroundings around;

    @Mixin
    private WorkspaceOptions at = new WorkspaceOptions();

    @Parameters(paramLabel = "QUEUE", description = "ROLE:SESSION, or dlq:SESSION.")
    private String queue = "";

    @Option(names = "--head", paramLabel = "N", description = "The first N; default: 10.")
    private @Nullable Integer head;

    @Option(names = "--tail", paramLabel = "N", description = "The last N.")
    private @Nullable Integer tail;

    @Option(
            names = "--fields",
            paramLabel = "NAME,…",
            split = ",",
            description = "Only these fields of the tasks, as part,detection_params.model.")
    private List<String> fields = new ArrayList<>();

    @Option(names = "--delayed", description = "What failed and waits for its next try.")
    private boolean delayed;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    /**
     * A line, and what is known beside it.
     *
     * @param notes for people, a line each
     * @param beside for scripts
     */
    private record Shown(String line, List<String> notes, ObjectNode beside) {}

    public PeekCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if ((head != null && head < 1) || (tail != null && tail < 1) || (head != null && tail != null)) {
            throw UserError.usage("give --head or --tail, and a number from 1 on");
        }
        boolean dead = queue.startsWith(Queues.DEAD);
        if (dead && delayed) {
            throw UserError.usage("dead letters are not delayed: they are not tried again by themselves");
        }
        try (Workspace workspace = at.open(around)) {
            QueueControl control = workspace.queue().control();
            List<Shown> shown = dead
                    ? cut(letters(control))
                    : delayed ? cut(delays(control, Queues.name(queue))) : waiting(control, Queues.name(queue));
            if (json) {
                ObjectNode out = Json.object().put("queue", queue);
                ArrayNode lines = out.putArray("lines");
                shown.forEach(s -> lines.add(s.beside().put("line", line(s.line()))));
                around.out().println(Json.line(out));
                return 0;
            }
            for (Shown s : shown) {
                around.out().println(line(s.line()));
                s.notes().forEach(note -> around.out().println("  " + note));
            }
            if (shown.isEmpty()) {
                around.out().println("nothing " + (delayed ? "is delayed" : dead ? "lies" : "waits") + " in " + queue);
            }
            return 0;
        }
    }

    private List<Shown> waiting(QueueControl control, QueueName name) {
        List<String> lines =
                tail == null ? control.peek(name, 0, first()) : control.peek(name, -tail.longValue(), tail);
        return lines.stream()
                .map(line -> new Shown(line, List.of(), Json.object()))
                .toList();
    }

    private List<Shown> letters(QueueControl control) {
        List<Shown> letters = new ArrayList<>();
        for (DeadLetter letter : control.deadLetters(queue.substring(Queues.DEAD.length()))) {
            List<String> notes = new ArrayList<>();
            notes.add((letter.queue().isEmpty() ? "pushed by hand" : "from " + letter.queue())
                    + (letter.reason().isEmpty() ? "" : ": " + letter.reason())
                    + (letter.at() > 0 ? "; " + time(letter.at()) : "")
                    + (letter.worker().isEmpty() ? "" : "; worker " + letter.worker())
                    + (letter.log().isEmpty() ? "" : "; log " + letter.log()));
            ObjectNode beside = Json.object()
                    .put("queue", letter.queue())
                    .put("reason", letter.reason())
                    .put("worker", letter.worker())
                    .put("log", letter.log())
                    .put("at", letter.at());
            if (letter.history().size() > 1) {
                letter.history().stream()
                        .map((Attempt a) -> "tried " + time(a.at()) + " on " + a.worker() + ": " + a.reason())
                        .forEach(notes::add);
            }
            beside.set("history", Saved.Attempts.toJson(letter.history()));
            letters.add(new Shown(letter.line(), notes, beside));
        }
        return letters;
    }

    /** A snapshot is the only place that tells them. */
    private static List<Shown> delays(QueueControl control, QueueName name) {
        List<Shown> delays = new ArrayList<>();
        control.save(text -> {
            if (Saved.parse(text) instanceof Saved.Delayed d && d.line().queue().equals(name.text())) {
                Instant due = Instant.ofEpochMilli(d.dueMillis());
                String last = d.line().history().isEmpty()
                        ? ""
                        : "; last: "
                                + d.line()
                                        .history()
                                        .get(d.line().history().size() - 1)
                                        .reason();
                delays.add(new Shown(
                        new String(d.line().line().bytes(), StandardCharsets.UTF_8),
                        List.of("due " + due + last),
                        Json.object().put("due", due.toString())));
            }
        });
        return delays;
    }

    private int first() {
        return head == null ? DEFAULT : head;
    }

    private List<Shown> cut(List<Shown> all) {
        if (tail != null) {
            return all.subList(Math.max(0, all.size() - tail), all.size());
        }
        return all.subList(0, Math.min(all.size(), first()));
    }

    private static String time(double seconds) {
        return Instant.ofEpochSecond((long) seconds).toString();
    }

    /** The whole line, or the fields that were asked for; a line that is no JSON is shown as it is. */
    private String line(String line) {
        if (fields.isEmpty()) {
            return line;
        }
        try {
            JsonNode task = Json.parse(line);
            return fields.stream()
                    .map(field -> field + "=" + value(task, field))
                    .collect(Collectors.joining(" "));
        } catch (MalformedJson e) {
            return line;
        }
    }

    private static String value(JsonNode task, String field) {
        JsonNode node = task;
        for (String step : field.strip().split("\\.")) {
            node = node.path(step);
        }
        return node.isValueNode() ? node.asText() : node.isMissingNode() ? "-" : Json.line(node);
    }
}
