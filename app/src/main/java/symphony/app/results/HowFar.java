package symphony.app.results;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import symphony.app.session.SettleSession;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.Asked;
import symphony.core.plan.Plan;
import symphony.core.plan.PlannedTask;
import symphony.core.plan.Scope;
import symphony.core.plan.SessionSurvey;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;

/**
 * How far a session is, by what lies in storage; no queue is asked.
 *
 * @param expected row parts; 0 while there is no map
 * @param processed row parts of which nothing is due
 * @param due tasks by role, in words; empty where nothing is due
 */
public record HowFar(int expected, int processed, String due) {
    /** Nothing where {@code session.json} is gone: what is due cannot be told then. */
    public static Optional<HowFar> of(SessionRoot root, ArtifactStore store) throws IOException {
        Optional<Session> session = new SettleSession(store).stored(root);
        if (session.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = new SessionSurvey(store, Asked.NOTHING_OF_PROGRAMS).plan(session.get(), Scope.EVERYTHING);
        int waiting = plan.tasks().stream()
                .map(PlannedTask::parts)
                .mapToInt(parts -> parts.size())
                .sum();
        String due = Role.ALL.stream()
                .filter(r -> plan.missing(r) > 0)
                .map(r -> plan.missing(r) + " of " + r)
                .collect(Collectors.joining(", "));
        return Optional.of(new HowFar(plan.expected(), plan.expected() - waiting, due));
    }

    public boolean isFinished() {
        return due.isEmpty();
    }

    @Override
    public String toString() {
        String parts = expected == 0
                ? "its row video map is not made yet"
                : processed + " of " + expected + " row parts are processed";
        return due.isEmpty() ? parts : parts + "; tasks due: " + due;
    }
}
