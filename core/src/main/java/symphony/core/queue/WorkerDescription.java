package symphony.core.queue;

import java.util.List;
import java.util.Map;
import symphony.core.task.Role;

/**
 * A worker process as it tells of itself.
 *
 * @param id unique for this run of the process
 * @param roles what it serves
 * @param slots how many tasks it runs at a time
 * @param programs what serves its roles, in words that differ where its programs or their versions do; a role may be left out
 */
public record WorkerDescription(String id, String host, List<Role> roles, int slots, Map<Role, String> programs) {
    public WorkerDescription {
        roles = List.copyOf(roles);
        programs = Map.copyOf(programs);
        if (slots < 1) {
            throw new IllegalArgumentException("a worker has at least one slot");
        }
    }

    /** One that says nothing of its programs. */
    public WorkerDescription(String id, String host, List<Role> roles, int slots) {
        this(id, host, roles, slots, Map.of());
    }
}
