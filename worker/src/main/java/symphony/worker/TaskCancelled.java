package symphony.worker;

/** The task is no longer this slot's to do. */
final class TaskCancelled extends Exception {
    private final Cancellation.Reason reason;

    TaskCancelled(Cancellation.Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Cancellation.Reason reason() {
        return reason;
    }
}
