package symphony.core.queue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * One line of a snapshot of the queues; see {@link QueueControl#save}. The lines of a queue come tail first, and each is put
 * back before those that came earlier: so a queue that is served meanwhile loses none.
 */
public sealed interface Saved {
    /** A line and what was tried with it; {@code deaths} workers died with it in hand. */
    record Line(String queue, Raw line, int deaths, List<Attempt> history) {
        public Line {
            history = List.copyOf(history);
        }
    }

    /** Bytes as they stood in a list; text, but where they are no UTF-8. */
    record Raw(String text, boolean base64) {
        /** @param utf8 the same bytes read strictly, or empty where they are no UTF-8 */
        public static Raw of(byte[] bytes, java.util.Optional<String> utf8) {
            return utf8.map(Raw::of).orElseGet(() -> new Raw(Base64.getEncoder().encodeToString(bytes), true));
        }

        public static Raw of(String text) {
            return new Raw(text, false);
        }

        public byte[] bytes() {
            return base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        }
    }

    record Waiting(Line line) implements Saved {}

    record Claimed(Line line) implements Saved {}

    /** @param dueMillis since 1970 on the queue's clock */
    record Delayed(Line line, long dueMillis) implements Saved {}

    /** @param letter its line is left empty */
    record Dead(String session, Raw line, DeadLetter letter) implements Saved {}

    record Paused(QueueSelector which) implements Saved {}

    record Cancelled(String session) implements Saved {}

    record Weight(String session, int weight) implements Saved {}

    /** As one line of JSON. */
    default String toLine() {
        ObjectNode json = Json.object();
        if (this instanceof Waiting w) {
            write(json.put("kind", "waiting"), w.line());
        } else if (this instanceof Claimed c) {
            write(json.put("kind", "claimed"), c.line());
        } else if (this instanceof Delayed d) {
            write(json.put("kind", "delayed").put("due", d.dueMillis()), d.line());
        } else if (this instanceof Dead d) {
            DeadLetter l = d.letter();
            json.put("kind", "dead").put("session", d.session());
            write(json, d.line());
            json.put("queue", l.queue()).put("reason", l.reason()).put("worker", l.worker());
            json.put("log", l.log()).put("at", l.at());
            json.set("history", Attempts.toJson(l.history()));
        } else if (this instanceof Paused p) {
            json.put("kind", "paused").put("queues", p.which().text());
        } else if (this instanceof Cancelled c) {
            json.put("kind", "cancelled").put("session", c.session());
        } else if (this instanceof Weight w) {
            json.put("kind", "weight").put("session", w.session()).put("weight", w.weight());
        }
        return Json.line(json);
    }

    private static void write(ObjectNode json, Line line) {
        json.put("queue", line.queue());
        write(json, line.line());
        if (line.deaths() > 0) {
            json.put("deaths", line.deaths());
        }
        if (!line.history().isEmpty()) {
            json.set("history", Attempts.toJson(line.history()));
        }
    }

    private static void write(ObjectNode json, Raw line) {
        json.put(line.base64() ? "base64" : "line", line.text());
    }

    /** @throws MalformedJson where it is no line of a snapshot */
    static Saved parse(String text) {
        Fields f = Fields.of(Json.parse(text), "snapshot");
        String kind = f.text("kind");
        return switch (kind) {
            case "waiting" -> new Waiting(line(f));
            case "claimed" -> new Claimed(line(f));
            case "delayed" -> new Delayed(line(f), number(f, "due").longValue());
            case "dead" -> new Dead(f.text("session"), raw(f), letter(f));
            case "paused" ->
                new Paused(QueueSelector.parse(f.text("queues"))
                        .orElseThrow(() -> new MalformedJson("snapshot: 'queues' selects no queues")));
            case "cancelled" -> new Cancelled(f.text("session"));
            case "weight" ->
                new Weight(f.text("session"), f.optionalInt("weight").orElse(1));
            default -> throw new MalformedJson("snapshot: '" + kind + "' is no kind of line");
        };
    }

    private static Line line(Fields f) {
        return new Line(
                f.text("queue"), raw(f), f.optionalInt("deaths").orElse(0), Attempts.read(f.objects("history")));
    }

    private static Raw raw(Fields f) {
        return f.optionalText("base64").map(t -> new Raw(checked(t), true)).orElseGet(() -> Raw.of(f.text("line", "")));
    }

    private static String checked(String base64) {
        try {
            Base64.getDecoder().decode(base64);
            return base64;
        } catch (IllegalArgumentException e) {
            throw new MalformedJson("snapshot: 'base64' is none");
        }
    }

    private static DeadLetter letter(Fields f) {
        return new DeadLetter(
                "",
                f.text("queue", ""),
                f.text("reason", ""),
                f.text("worker", ""),
                f.text("log", ""),
                number(f, "at").doubleValue(),
                Attempts.read(f.objects("history")));
    }

    private static BigDecimal number(Fields f, String field) {
        try {
            return new BigDecimal(f.text(field, "0"));
        } catch (NumberFormatException e) {
            throw new MalformedJson("snapshot: '" + field + "' is no number");
        }
    }

    /** Attempts as JSON; so they stand in snapshots and beside dead letters. */
    final class Attempts {
        private Attempts() {}

        public static ArrayNode toJson(List<Attempt> history) {
            ArrayNode array = Json.array(List.of());
            history.forEach(a -> array.add(toJson(a)));
            return array;
        }

        public static ObjectNode toJson(Attempt a) {
            return Json.object()
                    .put("at", a.at())
                    .put("worker", a.worker())
                    .put("reason", a.reason())
                    .put("log", a.log());
        }

        public static List<Attempt> read(List<Fields> objects) {
            List<Attempt> found = new ArrayList<>();
            for (Fields f : objects) {
                found.add(new Attempt(
                        number(f, "at").doubleValue(), f.text("worker", ""), f.text("reason", ""), f.text("log", "")));
            }
            return found;
        }
    }
}
