package symphony.worker;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what became of tasks, over all slots. */
final class Tally {
    final AtomicLong done = new AtomicLong();
    final AtomicLong skipped = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final AtomicLong returned = new AtomicLong();

    WorkerOutcome outcome() {
        return new WorkerOutcome(done.get(), skipped.get(), failed.get(), returned.get());
    }
}
