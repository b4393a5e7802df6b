package symphony.app.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import symphony.core.plan.DeepCheck;
import symphony.core.plan.Plan;
import symphony.core.plan.Scope;
import symphony.core.plan.SessionLook;
import symphony.core.plan.SessionSurvey;
import symphony.core.queue.QueueControl;
import symphony.core.queue.TaskQueue;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** Compares one session with what lies in storage, and enqueues what is missing. */
public final class RepairSession {
    private static final int BATCH = 1000;

    /**
     * What is to be repaired, and how.
     *
     * @param scope which piece
     * @param redo a piece that is to be done again
     * @param outdated whether what was made otherwise than it would be now is to be done again
     * @param deep reads every artifact too
     */
    public record Wish(Scope scope, Optional<Redo> redo, boolean outdated, Optional<DeepCheck> deep) {
        public static final Wish WHAT_IS_MISSING =
                new Wish(Scope.EVERYTHING, Optional.empty(), false, Optional.empty());
    }

    /**
     * What was found to be due.
     *
     * @param difference in what outdated artifacts differ, in the words of one
     */
    public record Due(Plan plan, Optional<String> difference) {}

    private final SettleSession settle;
    private final SessionSurvey survey;
    private final TaskQueue queue;
    private final Cancellations cancellations;

    public RepairSession(ArtifactStore store, TaskQueue queue, SessionSurvey survey) {
        this.settle = new SettleSession(store);
        this.survey = survey;
        this.queue = queue;
        this.cancellations = new Cancellations(store, queue.control());
    }

    /** Says what is due; writes nothing. */
    public Due due(Session wanted, Wish wish) throws IOException {
        Session session = settle.merged(wanted);
        SessionLook look = survey.look(session, wish.deep());
        List<Redo> pieces = pieces(look, session, wish);
        Session raised = pieces.isEmpty() ? session : SettleSession.raised(session, pieces);
        return due(look, look.plan(raised, wish.scope()));
    }

    /** Fixes the session in storage and raises its runs where that is wished; then says what is due. */
    public Due settled(Session wanted, Wish wish) throws IOException {
        Session session = settle.settle(wanted);
        SessionLook look = survey.look(session, wish.deep());
        List<Redo> pieces = pieces(look, session, wish);
        Session raised = pieces.isEmpty() ? session : settle.redo(session, pieces);
        settle.mendVinesPerRow(raised);
        welcome(raised);
        return due(look, look.plan(raised, wish.scope()));
    }

    /** @return how many tasks were added: one that came to wait meanwhile is left out */
    public int enqueue(List<Task> tasks) {
        int enqueued = 0;
        for (int from = 0; from < tasks.size(); from += BATCH) {
            enqueued += queue.enqueue(List.copyOf(tasks.subList(from, Math.min(from + BATCH, tasks.size()))));
        }
        return enqueued;
    }

    /** A person asks for the session: it goes on if it was cancelled, with the turns that its task file asks for. */
    void welcome(Session session) throws IOException {
        cancellations.welcome(session);
        weigh(queue, session);
    }

    /** Gives the session the turns that its task file asks for, as far as one session can have turns. */
    public static void weigh(TaskQueue queue, Session session) {
        int weight = Math.max(1, Math.min(QueueControl.MOST_WEIGHT, session.priority()));
        queue.control().weigh(session.sessionName(), weight);
    }

    private static List<Redo> pieces(SessionLook look, Session session, Wish wish) {
        return wish.outdated()
                ? look.outdated(session, wish.scope())
                : wish.redo().stream().toList();
    }

    private static Due due(SessionLook look, Plan plan) {
        Optional<String> difference = Role.ALL.stream()
                .filter(r -> plan.outdated(r) > 0)
                .flatMap(r -> look.difference(r).stream())
                .findFirst();
        return new Due(plan, difference);
    }
}
