package symphony.core.queue;

import java.util.List;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/** A look at everything, at one moment. */
public record QueueStatus(List<Queue> queues, List<Dead> dead, List<Worker> workers) {
    /** Ordered by role, then session. */
    public record Queue(QueueName name, long waiting, long claimed, long delayed, boolean paused) {}

    public record Dead(String sessionName, long count) {}

    /** @param busy how many of its slots run a task */
    public record Worker(String id, String host, List<Role> roles, int slots, int busy) {}

    public QueueStatus {
        queues = List.copyOf(queues);
        dead = List.copyOf(dead);
        workers = List.copyOf(workers);
    }
}
