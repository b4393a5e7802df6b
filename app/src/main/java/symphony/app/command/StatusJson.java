package symphony.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.Role;

/**
 * The queues as scripts see them; fields may be added, none renamed. Written by a bare generator: a mapper would take longer
 * to build than all else that status does.
 */
public final class StatusJson {
    private final JsonGenerator json;

    private StatusJson(JsonGenerator json) {
        this.json = json;
    }

    /** One line. */
    public static String line(QueueStatus status) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
            new StatusJson(json).write(status);
        }
        return line.toString();
    }

    private void write(QueueStatus status) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("queues");
        for (QueueStatus.Queue q : status.queues()) {
            write(q);
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
            write(w);
        }
        json.writeEndArray();
        texts("held", status.held().stream().map(QueueSelector::text).toList());
        texts("cancelled", new TreeSet<>(status.cancelled()));
        json.writeObjectFieldStart("weights");
        for (Map.Entry<String, Integer> weight : new TreeMap<>(status.weights()).entrySet()) {
            json.writeNumberField(weight.getKey(), weight.getValue());
        }
        json.writeEndObject();
        texts("broken", status.broken());
        json.writeNumberField("orphans", status.orphans());
        json.writeEndObject();
    }

    private void write(QueueStatus.Queue q) throws IOException {
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

    private void write(QueueStatus.Worker w) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", w.id());
        json.writeStringField("host", w.host());
        texts("roles", w.roles().stream().map(Role::wireName).toList());
        json.writeNumberField("slots", w.slots());
        json.writeNumberField("busy", w.busy());
        json.writeObjectFieldStart("programs");
        for (Map.Entry<Role, String> program : new TreeMap<>(w.programs()).entrySet()) {
            json.writeStringField(program.getKey().wireName(), program.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("load");
        for (WorkerLoad.Slot slot : w.load().slots()) {
            json.writeStartObject();
            json.writeNumberField("slot", slot.number());
            json.writeStringField("task", slot.task());
            json.writeNumberField("cores", slot.cores());
            json.writeNumberField("memory_bytes", slot.memoryBytes());
            if (slot.progress() >= 0) {
                json.writeNumberField("progress", slot.progress());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void texts(String field, Iterable<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
