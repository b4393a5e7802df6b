package symphony.core.plan;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.stream.Stream;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.verify.Finding;

/**
 * What is due in one session.
 *
 * @param expected row parts in the map; 0 while there is none
 * @param tasks by role, then archive and part: the same state gives the same plan. A list of a million is made as it is
 *     gone through
 * @param missing how many tasks of each role
 * @param outdated how many whole artifacts of each role were made otherwise than they would be now
 * @param findings what is worth a word: inputs that are gone, leftovers that nothing explains
 */
public record Plan(
        Session session,
        int expected,
        List<PlannedTask> tasks,
        Map<Role, Integer> missing,
        Map<Role, Integer> outdated,
        List<Finding> findings) {
    public Plan {
        missing = Map.copyOf(missing);
        outdated = Map.copyOf(outdated);
        findings = List.copyOf(findings);
    }

    public int missing(Role role) {
        return missing.getOrDefault(role, 0);
    }

    public int outdated(Role role) {
        return outdated.getOrDefault(role, 0);
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    /** The tasks, ready for the queue; made as they are gone through. */
    public List<Task> queueTasks() {
        return new QueueTasks();
    }

    Plan with(List<Finding> more) {
        return more.isEmpty()
                ? this
                : new Plan(
                        session,
                        expected,
                        tasks,
                        missing,
                        outdated,
                        Stream.concat(findings.stream(), more.stream()).toList());
    }

    private final class QueueTasks extends AbstractList<Task> implements RandomAccess {
        @Override
        public Task get(int index) {
            return tasks.get(index).task(session);
        }

        @Override
        public int size() {
            return tasks.size();
        }
    }
}
