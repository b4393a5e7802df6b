package symphony.redis;

import symphony.core.artifact.SessionRoot;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/** The names of keys as far as Java needs them; what each holds stands at the head of {@code prelude.lua}. */
final class Keys {
    static final String PAUSED = "symphony:paused";
    static final String CANCELLED = "symphony:cancelled";
    static final String WEIGHTS = "symphony:weights";
    static final String DELAYED = "symphony:delayed";
    static final String DELAYED_LINES = "symphony:delayed:lines";
    static final String WORKERS = "symphony:workers";
    static final String IDENTITIES = "symphony:ids:";
    static final String TRIED = "symphony:tried:";
    static final String DEAD = "dlq:";

    private Keys() {}

    static String identities(Role role, String session) {
        return IDENTITIES + role.wireName() + ":" + session;
    }

    /** Both names of an aliased role share their identities. */
    static String identities(QueueName queue) {
        return identities(queue.role(), queue.session());
    }

    static String tried(String queue) {
        return TRIED + queue;
    }

    static String leader(String purpose) {
        return "symphony:lead:" + purpose;
    }

    static String lease(String worker) {
        return "symphony:lease:" + worker;
    }

    static String wake(Role role) {
        return "symphony:wake:" + role.wireName();
    }

    static String dead(String session) {
        return DEAD + session;
    }

    static String reasons(String session) {
        return "symphony:dlq:" + session;
    }

    static String finished(SessionRoot root, int run) {
        return "symphony:done:" + root.prefix() + run;
    }

    static String finishedRuns(SessionRoot root) {
        return "symphony:done:" + root.prefix();
    }
}
