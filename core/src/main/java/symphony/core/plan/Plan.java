package symphony.core.plan;

import java.util.List;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.verify.Finding;

/**
 * What is due in one session.
 *
 * @param expected row parts in the map; 0 while there is none
 * @param tasks by role, then archive and part: the same state gives the same plan
 * @param findings what is worth a word: inputs that are gone, leftovers that nothing explains
 */
public record Plan(Session session, int expected, List<PlannedTask> tasks, List<Finding> findings) {
    public Plan {
        tasks = List.copyOf(tasks);
        findings = List.copyOf(findings);
    }

    public long missing(Role role) {
        return tasks.stream().filter(t -> t.role() == role).count();
    }

    /** The tasks, ready for the queue. */
    public List<Task> queueTasks() {
        return tasks.stream().map(t -> t.task(session)).toList();
    }
}
