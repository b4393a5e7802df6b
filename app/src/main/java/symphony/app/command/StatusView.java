package symphony.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import symphony.app.Table;
import symphony.core.json.Json;
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

    static ObjectNode json(QueueStatus status) {
        ObjectNode json = Json.object();
        ArrayNode queues = json.putArray("queues");
        for (QueueStatus.Queue q : status.queues()) {
            queues.addObject()
                    .put("queue", q.name().text())
                    .put("role", q.name().role().wireName())
                    .put("session_name", q.name().session())
                    .put("waiting", q.waiting())
                    .put("claimed", q.claimed())
                    .put("delayed", q.delayed())
                    .put("paused", q.paused());
        }
        ArrayNode dead = json.putArray("dead");
        for (QueueStatus.Dead d : status.dead()) {
            dead.addObject().put("session_name", d.sessionName()).put("count", d.count());
        }
        ArrayNode workers = json.putArray("workers");
        for (QueueStatus.Worker w : status.workers()) {
            ObjectNode worker = workers.addObject().put("id", w.id()).put("host", w.host());
            worker.set(
                    "roles", Json.array(w.roles().stream().map(Role::wireName).toList()));
            worker.put("slots", w.slots()).put("busy", w.busy());
        }
        return json;
    }

    private String bold(String text) {
        return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private String red(String text) {
        return colours ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}
