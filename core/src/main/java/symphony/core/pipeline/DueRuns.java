package symphony.core.pipeline;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import symphony.core.artifact.PartName;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.task.Task;

/**
 * Of which run the artifacts of a task and of those after it have to be: what {@code session.json} says is due, unless the
 * task was raised above that by hand; then its own run.
 */
public final class DueRuns {
    private final int taskRun;
    private final boolean raised;
    private final Optional<Session> session;

    private DueRuns(int taskRun, boolean raised, Optional<Session> session) {
        this.taskRun = taskRun;
        this.raised = raised;
        this.session = session;
    }

    /** @param parts the row parts the task covers; none for those of a whole session */
    public static DueRuns of(Task task, Collection<PartName> parts, Optional<Session> session) {
        int due = parts.isEmpty()
                ? due(session, task.role(), Optional.empty())
                : parts.stream()
                        .mapToInt(p -> due(session, task.role(), Optional.of(p)))
                        .max()
                        .orElse(0);
        return new DueRuns(task.run(), task.run() > due, session);
    }

    /** The run that a role's artifact of this part, or of the whole session, has to be of at least. */
    public int of(Role role, Optional<PartName> part) {
        int due = due(session, role, part);
        return raised ? Math.max(due, taskRun) : due;
    }

    /**
     * The run that the task may make its own artifact of.
     *
     * @return empty where a redo has raised what is due since: the task is of an older run and that artifact not its to
     *     make
     */
    public OptionalInt own(Role role, Optional<PartName> part) {
        int wanted = of(role, part);
        return wanted > taskRun ? OptionalInt.empty() : OptionalInt.of(wanted);
    }

    private static int due(Optional<Session> session, Role role, Optional<PartName> part) {
        return session.map(s -> s.runOf(role, part)).orElse(0);
    }
}
