package symphony.redis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.task.QueueName;
import symphony.core.task.Task;

/** What stands in a queue, read strictly; and what goes back there after a failure. */
final class Lines {
    private Lines() {}

    /** @throws MalformedJson where the line is no task, or none of this queue; the message is the dead letter's reason */
    static Task read(byte[] line, QueueName queue) {
        return read(Replies.strictText(line).orElseThrow(() -> new MalformedJson("not UTF-8 text")), queue);
    }

    static Task read(String line, QueueName queue) {
        Task task = Task.parse(line);
        if (task.role() != queue.role() || !task.sessionName().equals(queue.session())) {
            throw new MalformedJson("the task is of " + task.queue() + ", but lay in " + queue);
        }
        return task;
    }

    /** The same line, all its fields untouched but the count. */
    static String withRetries(String line, int retries) {
        ObjectNode json = (ObjectNode) Json.parse(line);
        json.put("num_retries", retries);
        return Json.line(json);
    }

    /**
     * A line on its way to another queue.
     *
     * @param noted the field that is kept of it where it lies: its identity, or the SHA-1 of a dead letter
     * @param there the line as it will stand there
     * @param identity of the task it will be
     */
    record Moved(QueueName queue, String line, String noted, String there, String identity) {}

    /** A dead letter as a task that never failed. Empty where it is no task of that queue. */
    static Optional<Moved> revived(String line, QueueName queue) {
        try {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            String identity = read(bytes, queue).identity().hex();
            return Optional.of(new Moved(queue, line, Script.sha1(bytes), withRetries(line, 0), identity));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /** A line as a task of another queue. Empty where it would be none. */
    static Optional<Moved> moved(String line, QueueName from, QueueName to) {
        try {
            String noted =
                    read(line.getBytes(StandardCharsets.UTF_8), from).identity().hex();
            ObjectNode json = (ObjectNode) Json.parse(line);
            json.put("role", to.role().wireName()).put("session_name", to.session());
            String there = Json.line(json);
            return Optional.of(new Moved(
                    to, line, noted, there, Task.parse(there).identity().hex()));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
