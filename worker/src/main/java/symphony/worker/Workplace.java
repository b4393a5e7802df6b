package symphony.worker;

import java.time.Clock;
import java.util.Map;
import symphony.core.queue.TaskQueue;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.worker.program.Cancellation;
import symphony.worker.program.ProgramSpec;

/**
 * What a worker does its tasks with, whichever they are.
 *
 * @param leaving cancelled when the worker leaves
 */
record Workplace(
        WorkerSettings settings,
        TaskQueue queue,
        ArtifactStore store,
        SessionCache sessions,
        ScratchSpace scratch,
        Map<Role, ProgramSpec> programs,
        WorkerEvents events,
        Clock clock,
        Cancellation leaving) {

    ProgramSpec spec(Role role) {
        ProgramSpec spec = programs.get(role);
        if (spec == null) {
            throw new IllegalArgumentException("no program is given for the role " + role);
        }
        return spec;
    }
}
