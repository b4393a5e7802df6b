package symphony.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.worker.program.SlotShare;

/**
 * What one worker process is.
 *
 * @param id unique for this run of the process
 * @param host for people: where it runs
 * @param roles what it serves; of each there is a program
 * @param shares what each of its slots is to use of the machine: as many tasks it runs at a time
 * @param lease how long its claims outlive its last word; renewed three times within
 * @param claimAhead whether tasks are claimed while all slots are at work, so that their inputs are there in time
 * @param scratch where task folders are made, emptied and used again; made if absent. Empty folders are left there
 * @param scratchLimit bytes that all task folders together are to take; 0: no limit
 * @param untilIdle whether it leaves once nothing is left to do for its roles
 * @param programs what it tells the fleet of each role's program, in words that differ where programs or their versions do
 */
public record WorkerSettings(
        String id,
        String host,
        List<Role> roles,
        List<SlotShare> shares,
        Duration lease,
        boolean claimAhead,
        Path scratch,
        long scratchLimit,
        boolean untilIdle,
        Map<Role, String> programs) {
    public WorkerSettings {
        roles = List.copyOf(roles);
        shares = List.copyOf(shares);
        programs = Map.copyOf(programs);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a worker serves at least one role");
        }
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("a worker has at least one slot");
        }
        if (lease.toMillis() < 100) {
            throw new IllegalArgumentException("a lease of " + lease + " cannot be kept: give at least 100 ms");
        }
        if (scratchLimit < 0) {
            throw new IllegalArgumentException("a scratch limit below nothing: " + scratchLimit);
        }
        scratch = scratch.toAbsolutePath();
    }

    /** How many tasks it runs at a time. */
    public int slots() {
        return shares.size();
    }

    WorkerDescription description() {
        return new WorkerDescription(id, host, roles, slots(), programs);
    }
}
