package symphony.worker;

import symphony.core.queue.Failure;

/** A task that was not done, with the words for its dead letter. */
final class TaskFailed extends Exception {
    private final boolean counted;
    private final boolean hopeless;
    private final String log;

    private TaskFailed(String reason, boolean counted, boolean hopeless, String log) {
        super(reason);
        this.counted = counted;
        this.hopeless = hopeless;
        this.log = log;
    }

    /** Failed, a retry burnt. */
    static TaskFailed counted(String reason) {
        return new TaskFailed(reason, true, false, "");
    }

    /** To be tried again, no retry burnt. */
    static TaskFailed tryAgain(String reason) {
        return new TaskFailed(reason, false, false, "");
    }

    /** Trying again is pointless. */
    static TaskFailed hopeless(String reason) {
        return new TaskFailed(reason, true, true, "");
    }

    TaskFailed withLog(String key) {
        return new TaskFailed(reason(), counted, hopeless, key);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    Failure failure() {
        return new Failure(reason(), log, counted, hopeless);
    }
}
