package symphony.core.queue;

import java.util.List;
import symphony.core.task.Role;

/**
 * A worker process as it tells of itself.
 *
 * @param id unique for this run of the process
 * @param roles what it serves
 * @param slots how many tasks it runs at a time
 */
public record WorkerDescription(String id, String host, List<Role> roles, int slots) {
    public WorkerDescription {
        roles = List.copyOf(roles);
        if (slots < 1) {
            throw new IllegalArgumentException("a worker has at least one slot");
        }
    }
}
