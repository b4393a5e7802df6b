package symphony.worker;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import symphony.core.queue.Claim;
import symphony.core.task.Task;
import symphony.worker.program.Cancellation;

/** A task that this worker has claimed, and how far it has come. What changes is guarded by {@link HeldTasks}. */
final class HeldTask {
    /** Where a task is on its way through the worker. */
    enum Stage {
        /** Its inputs are fetched, or it waits for a slot. */
        AHEAD,
        /** Its program runs in a slot. */
        RUNNING,
        /** Its outputs are published and its successors enqueued. */
        BEHIND
    }

    private final Claim claim;
    private final Cancellation cancellation = new Cancellation();
    Stage stage = Stage.AHEAD;
    /** Where it is handed its slot, once it is ready for one. */
    @Nullable
    CompletableFuture<Slot> turn;
    /** Whether it may go to a slot that idles elsewhere, which is being asked: it must not begin meanwhile. */
    boolean offered;

    HeldTask(Claim claim) {
        this.claim = claim;
    }

    Claim claim() {
        return claim;
    }

    Task task() {
        return claim.task();
    }

    Cancellation cancellation() {
        return cancellation;
    }
}
