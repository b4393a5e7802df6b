package symphony.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;

/**
 * What one worker process is.
 *
 * @param id unique for this run of the process
 * @param host for people: where it runs
 * @param roles what it serves; of each there is a program
 * @param slots how many tasks it runs at a time
 * @param lease how long its claims outlive its last word; renewed three times within
 * @param scratch where task folders are made and deleted; made if absent
 * @param untilIdle whether it leaves once nothing is left to do for its roles
 */
public record WorkerSettings(
        String id, String host, List<Role> roles, int slots, Duration lease, Path scratch, boolean untilIdle) {
    public WorkerSettings {
        roles = List.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a worker serves at least one role");
        }
        if (slots < 1) {
            throw new IllegalArgumentException("a worker has at least one slot, not " + slots);
        }
        if (lease.toMillis() < 100) {
            throw new IllegalArgumentException("a lease of " + lease + " cannot be kept: give at least 100 ms");
        }
        scratch = scratch.toAbsolutePath();
    }

    WorkerDescription description() {
        return new WorkerDescription(id, host, roles, slots);
    }
}
