package symphony.app.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.MalformedJson;
import symphony.core.pipeline.Asked;
import symphony.core.pipeline.Recipe;
import symphony.core.plan.ArtifactStory;
import symphony.core.plan.PlannedTask;
import symphony.core.plan.Scope;
import symphony.core.plan.SessionSurvey;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.TaskQueue;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/** What is due of a session, and what the queues say to it; they may be wiped, or not be reached at all. */
public final class SessionDues {
    /**
     * What is to be said of one artifact.
     *
     * @param task the task that is due before the artifact is what it should be; empty where none is
     * @param queued whether that task waits or runs
     * @param failed the last time it failed for good
     * @param outdated in what the artifact was made otherwise than it would be now
     */
    public record Due(
            Optional<PlannedTask> task, boolean queued, Optional<DeadLetter> failed, Optional<String> outdated) {}

    private final Optional<Session> session;
    private final List<PlannedTask> tasks;
    private final Set<TaskIdentity> pending;
    private final List<DeadLetter> dead;
    private final Asked asked;

    private SessionDues(
            Optional<Session> session,
            List<PlannedTask> tasks,
            Set<TaskIdentity> pending,
            List<DeadLetter> dead,
            Asked asked) {
        this.session = session;
        this.tasks = tasks;
        this.pending = pending;
        this.dead = dead;
        this.asked = asked;
    }

    /** Without a {@code session.json} that can be read nothing is known to be due. */
    public static SessionDues of(SessionRoot root, ArtifactStore store, Supplier<TaskQueue> queue, Asked asked)
            throws IOException {
        Optional<Session> session = stored(store, root);
        if (session.isEmpty()) {
            return new SessionDues(session, List.of(), Set.of(), List.of(), asked);
        }
        Set<TaskIdentity> pending = Set.of();
        List<DeadLetter> dead = List.of();
        try {
            pending = queue.get().pending(root);
            dead = queue.get().control().deadLetters(root.sessionName());
        } catch (QueueUnavailable e) {
            // the storage tells all the rest
        }
        SessionSurvey survey = new SessionSurvey(store, asked);
        List<PlannedTask> tasks = survey.look(session.get(), Optional.empty())
                .plan(session.get(), Scope.EVERYTHING)
                .tasks();
        return new SessionDues(session, tasks, pending, dead, survey.asked(session.get()));
    }

    public Due of(ArtifactStory story) {
        Optional<PlannedTask> task =
                tasks.stream().filter(t -> concerns(t, story)).findFirst();
        Optional<TaskIdentity> identity =
                task.flatMap(t -> session.map(s -> t.task(s).identity()));
        return new Due(
                task,
                identity.map(pending::contains).orElse(false),
                identity.flatMap(this::lastFailure),
                story.made()
                        .flatMap(ArtifactStory.Made::provenance)
                        .map(Recipe::of)
                        .flatMap(asked::differs));
    }

    /** A task of the artifact's own role, or of one that has to come before. */
    private static boolean concerns(PlannedTask task, ArtifactStory story) {
        return task.role().compareTo(story.role()) <= 0
                && (task.role() == Role.RVM
                        || story.part().map(task.parts()::contains).orElse(true));
    }

    private Optional<DeadLetter> lastFailure(TaskIdentity task) {
        return dead.stream().filter(d -> isOf(d, task)).reduce((earlier, later) -> later);
    }

    private static boolean isOf(DeadLetter letter, TaskIdentity task) {
        try {
            return Task.parse(letter.line()).identity().equals(task);
        } catch (MalformedJson e) {
            return false;
        }
    }

    private static Optional<Session> stored(ArtifactStore store, SessionRoot root) throws IOException {
        try {
            return new SettleSession(store).stored(root);
        } catch (MalformedFile e) {
            return Optional.empty();
        }
    }
}
