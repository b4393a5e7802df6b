package symphony.core.queue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/**
 * A look at everything, at one moment.
 *
 * @param held what is paused, as it was said
 * @param cancelled sessions that are taken away until they are readmitted
 * @param weights turns a round of the sessions that have more than one
 * @param broken names of queues that hold something else than a list
 * @param orphans lines that could not go back to their queue because it is broken; they go back once it is not
 */
public record QueueStatus(
        List<Queue> queues,
        List<Dead> dead,
        List<Worker> workers,
        List<QueueSelector> held,
        Set<String> cancelled,
        Map<String, Integer> weights,
        List<String> broken,
        long orphans) {
    /** Ordered by role, then session. */
    public record Queue(QueueName name, long waiting, long claimed, long delayed, boolean paused) {}

    public record Dead(String sessionName, long count) {}

    /**
     * @param busy how many claims it holds
     * @param load what it last told of its slots
     * @param programs what serves its roles, as {@link WorkerDescription} has it; none where it does not say
     */
    public record Worker(
            String id,
            String host,
            List<Role> roles,
            int slots,
            int busy,
            WorkerLoad load,
            Map<Role, String> programs) {
        public Worker {
            roles = List.copyOf(roles);
            programs = Map.copyOf(programs);
        }

        /** One that says nothing of its programs. */
        public Worker(String id, String host, List<Role> roles, int slots, int busy, WorkerLoad load) {
            this(id, host, roles, slots, busy, load, Map.of());
        }
    }

    public QueueStatus {
        queues = List.copyOf(queues);
        dead = List.copyOf(dead);
        workers = List.copyOf(workers);
        held = List.copyOf(held);
        cancelled = Set.copyOf(cancelled);
        weights = Map.copyOf(weights);
        broken = List.copyOf(broken);
    }
}
