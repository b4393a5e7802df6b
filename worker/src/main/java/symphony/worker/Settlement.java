package symphony.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.TaskQueue;
import symphony.worker.program.Cancellation;
import symphony.worker.program.TaskCancelled;

/** Gives claims up, each in the way of what became of its task; tells of it and counts it. */
final class Settlement {
    private final Membership membership;
    private final TaskQueue queue;
    private final WorkerEvents events;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong returned = new AtomicLong();

    Settlement(Membership membership, TaskQueue queue, WorkerEvents events) {
        this.membership = membership;
        this.queue = queue;
        this.events = events;
    }

    WorkerOutcome outcome() {
        return new WorkerOutcome(done.get(), skipped.get(), failed.get(), returned.get());
    }

    /** @param took from the start of its program to now */
    void done(Claim claim, int slot, Duration took, Patience patience) throws TaskCancelled {
        patience.queue(() -> membership.complete(claim));
        done.incrementAndGet();
        events.taskDone(slot, claim.task(), took);
    }

    void skipped(Claim claim, String why, Patience patience) throws TaskCancelled {
        patience.queue(() -> membership.complete(claim));
        skipped.incrementAndGet();
        events.taskSkipped(WorkerEvents.NO_SLOT, claim.task(), why);
    }

    void failed(Claim claim, int slot, Failure failure, Patience patience) throws TaskCancelled {
        if (patience.queue(() -> membership.fail(claim, failure))) {
            failed.incrementAndGet();
            events.taskFailed(slot, claim.task(), failure);
        } else {
            returned(claim, slot, "its lease had run out");
        }
    }

    /** Back to the head of its queue, for no fault of its own. */
    void released(Claim claim, int slot, String why, Patience patience) throws TaskCancelled {
        patience.queue(() -> membership.release(claim));
        returned(claim, slot, why);
    }

    /** It was no longer this worker's to do. */
    void cancelled(Claim claim, int slot, Cancellation.Reason reason) {
        returned(
                claim,
                slot,
                switch (reason) {
                    case LOST -> whyLost(claim);
                    case YIELDED -> "a slot idles elsewhere";
                    case DISPLACED -> release(claim, "it makes room for a task that must run alone");
                    case STOPPED -> release(claim, "the worker leaves");
                });
    }

    /** Neither done nor failed, for the queues gave answers that nobody understands: given up, and served again. */
    void abandoned(Claim claim, int slot, RuntimeException fault) {
        returned(claim, slot, release(claim, "it could not be settled: " + fault));
    }

    /**
     * Waits for no queues that cannot be reached: the claim is given up all the same, and its line goes back with this worker's
     * next renewal, or with its lease.
     */
    private String release(Claim claim, String why) {
        try {
            membership.release(claim);
            return why;
        } catch (RuntimeException e) {
            return why + ", and the queues could not be told yet: " + e.getMessage();
        }
    }

    private String whyLost(Claim claim) {
        try {
            if (queue.control().cancelled().contains(claim.task().sessionName())) {
                return "its session was cancelled; what was made here is dropped";
            }
        } catch (RuntimeException e) {
            return "its lease ran out, or its session was cancelled; what was made here is dropped";
        }
        return "its lease ran out; what was made here is dropped";
    }

    private void returned(Claim claim, int slot, String why) {
        returned.incrementAndGet();
        events.taskReturned(slot, claim.task(), why);
    }
}
