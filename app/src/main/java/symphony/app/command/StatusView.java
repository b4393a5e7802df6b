package symphony.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import symphony.app.Table;
import symphony.core.queue.QueueStatus;
import symphony.core.task.Role;

/** The queues as a person and as a script see them. */
final class StatusView {
    private final URI redis;
    private final boolean colours;

    StatusView(URI redis, boolean colours) {
        this.redis = redis;
        this.colours = colours;
    }

    List<String> lines(QueueStatus status) {
        List<String> lines = new ArrayList<>();
        int port = redis.getPort() < 0 ? 9376 : redis.getPort();
        long waiting =
                status.queues().stream().mapToLong(QueueStatus.Queue::waiting).sum();
        long claimed =
                status.queues().stream().mapToLong(QueueStatus.Queue::claimed).sum();
        lines.add(bold("Symphony") + "  Redis " + redis.getHost() + ":" + port + "  " + waiting + " waiting, " + claimed
                + " running");
        lines.add("");
        if (status.queues().isEmpty()) {
            lines.add("No queue holds a task.");
        } else {
            Table table = new Table("QUEUE", "WAITING", "RUNNING", "DELAYED", "");
            for (QueueStatus.Queue q : status.queues()) {
                table.add(q.name().text(), q.waiting(), q.claimed(), q.delayed(), q.paused() ? "paused" : "");
            }
            List<String> rows = table.lines();
            lines.add(bold(rows.get(0)));
            lines.addAll(rows.subList(1, rows.size()));
        }
        lines.add("");
        if (status.workers().isEmpty()) {
            lines.add("No worker.");
        } else {
            Table table = new Table("WORKER", "HOST", "BUSY", "SLOTS", "ROLES");
            for (QueueStatus.Worker w : status.workers()) {
                table.add(
                        w.id(),
                        w.host(),
                        w.busy(),
                        w.slots(),
                        w.roles().stream().map(Role::wireName).collect(Collectors.joining(" ")));
            }
            List<String> rows = table.lines();
            lines.add(bold(rows.get(0)));
            lines.addAll(rows.subList(1, rows.size()));
        }
        for (QueueStatus.Dead dead : status.dead()) {
            lines.add("");
            lines.add(red(dead.count() + " dead letter" + (dead.count() == 1 ? "" : "s") + " in dlq:"
                    + dead.sessionName() + "; why: symphony queue peek dlq:" + dead.sessionName()));
        }
        return lines;
    }

    /** One line. Written by a bare generator: a mapper would take longer to build than all else that status does. */
    static String json(QueueStatus status) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
            json.writeStartObject();
            json.writeArrayFieldStart("queues");
            for (QueueStatus.Queue q : status.queues()) {
                json.writeStartObject();
                json.writeStringField("queue", q.name().text());
                json.writeStringField("role", q.name().role().wireName());
                json.writeStringField("session_name", q.name().session());
                json.writeNumberField("waiting", q.waiting());
                json.writeNumberField("claimed", q.claimed());
                json.writeNumberField("delayed", q.delayed());
                json.writeBooleanField("paused", q.paused());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("dead");
            for (QueueStatus.Dead d : status.dead()) {
                json.writeStartObject();
                json.writeStringField("session_name", d.sessionName());
                json.writeNumberField("count", d.count());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("workers");
            for (QueueStatus.Worker w : status.workers()) {
                json.writeStartObject();
                json.writeStringField("id", w.id());
                json.writeStringField("host", w.host());
                json.writeArrayFieldStart("roles");
                for (Role role : w.roles()) {
                    json.writeString(role.wireName());
                }
                json.writeEndArray();
                json.writeNumberField("slots", w.slots());
                json.writeNumberField("busy", w.busy());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return line.toString();
    }

    private String bold(String text) {
        return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private String red(String text) {
        return colours ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}
