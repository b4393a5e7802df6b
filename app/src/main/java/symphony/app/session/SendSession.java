package symphony.app.session;

import java.io.IOException;
import symphony.core.plan.Plan;
import symphony.core.plan.Scope;
import symphony.core.plan.SessionSurvey;
import symphony.core.queue.TaskQueue;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;

/** Fixes a verified session in storage and enqueues what is due of it, from the role on that its task file names. */
public final class SendSession {
    /**
     * What was sent.
     *
     * @param enqueued how many tasks were added; fewer than planned where some waited already
     */
    public record Sent(Plan plan, int enqueued) {}

    private final SettleSession settle;
    private final SessionSurvey survey;
    private final RepairSession repair;

    public SendSession(ArtifactStore store, TaskQueue queue) {
        this.settle = new SettleSession(store);
        this.survey = new SessionSurvey(store, queue);
        this.repair = new RepairSession(store, queue, survey);
    }

    public Sent send(Session wanted) throws IOException {
        Session session = settle.settle(wanted);
        Plan plan = survey.plan(session, Scope.from(session.role()));
        settle.mendVinesPerRow(session);
        repair.welcome(session);
        return new Sent(plan, repair.enqueue(plan.queueTasks()));
    }
}
