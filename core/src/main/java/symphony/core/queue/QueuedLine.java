package symphony.core.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.task.QueueName;
import symphony.core.task.Task;

/** A line as it stands in a queue: read strictly, or changed in a field with all others untouched. */
public final class QueuedLine {
    private QueuedLine() {}

    /** @throws MalformedJson where the line is no task, or none of this queue; the message is the dead letter's reason */
    public static Task read(String line, QueueName queue) {
        Task task = Task.parse(line);
        if (task.role() != queue.role() || !task.sessionName().equals(queue.session())) {
            throw new MalformedJson("the task is of " + task.queue() + ", but lay in " + queue);
        }
        return task;
    }

    /** @throws MalformedJson where the line is no JSON object; so does {@link #in} */
    public static String withRetries(String line, int retries) {
        return Json.line(object(line).put("num_retries", retries));
    }

    /** The line as it would stand in another queue; whether it is a task there is for {@link #read} to tell. */
    public static String in(QueueName queue, String line) {
        ObjectNode json = object(line);
        json.put("role", queue.role().wireName()).put("session_name", queue.session());
        return Json.line(json);
    }

    private static ObjectNode object(String line) {
        if (Json.parse(line) instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedJson("no JSON object");
    }
}
