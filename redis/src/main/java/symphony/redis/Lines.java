package symphony.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import symphony.core.json.MalformedJson;
import symphony.core.queue.QueuedLine;
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
        return QueuedLine.read(line, queue);
    }

    /**
     * A line on its way to another queue.
     *
     * @param noted the field that is kept of it where it lies: its identity, or the SHA-1 of a dead letter
     * @param there the line as it will stand there
     * @param identity of the task it will be
     */
    record Moved(QueueName queue, String noted, String there, String identity) {
        /** For {@code move.lua}. */
        List<String> told() {
            return List.of(noted, queue.text(), Keys.identities(queue), there, identity);
        }
    }

    /** A dead letter as a task that never failed. Empty where it is no task of that queue. */
    static Optional<Moved> revived(String line, QueueName queue) {
        try {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            String identity = read(bytes, queue).identity().hex();
            return Optional.of(new Moved(queue, Script.sha1(bytes), QueuedLine.withRetries(line, 0), identity));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /** A line as a task of another queue. Empty where it would be none. */
    static Optional<Moved> moved(String line, QueueName from, QueueName to) {
        try {
            String noted =
                    read(line.getBytes(StandardCharsets.UTF_8), from).identity().hex();
            String there = QueuedLine.in(to, line);
            return Optional.of(
                    new Moved(to, noted, there, Task.parse(there).identity().hex()));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
