package symphony.worker.program;

/** The task is no longer this slot's to do. */
public final class TaskCancelled extends Exception {
    private final Cancellation.Reason reason;

    public TaskCancelled(Cancellation.Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Cancellation.Reason reason() {
        return reason;
    }
}
