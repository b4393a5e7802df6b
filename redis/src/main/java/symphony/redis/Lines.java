package symphony.redis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.task.QueueName;
import symphony.core.task.Task;

/** What stands in a queue, read strictly; and what goes back there after a failure. */
final class Lines {
    private Lines() {}

    /** @throws MalformedJson where the line is no task, or none of this queue; the message is the dead letter's reason */
    static Task read(byte[] line, QueueName queue) {
        Task task = Task.parse(Replies.strictText(line).orElseThrow(() -> new MalformedJson("not UTF-8 text")));
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
}
