package symphony.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import symphony.core.queue.QueueUnavailable;
import symphony.core.store.ObjectMissing;
import symphony.worker.program.Cancellation;
import symphony.worker.program.TaskCancelled;

/**
 * Does one step against the storage or the queues and, where they answer with a fault, the same step again after a
 * growing pause, until it works or the task is cancelled. So an outage costs no finished work and burns no retry.
 */
final class Patience {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Cancellation cancellation;
    private final WorkerEvents events;

    Patience(Cancellation cancellation, WorkerEvents events) {
        this.cancellation = cancellation;
        this.events = events;
    }

    void check() throws TaskCancelled {
        cancellation.check();
    }

    /** One step against the storage. */
    @FunctionalInterface
    interface StorageStep<T> {
        T run() throws IOException;
    }

    /** @throws ObjectMissing which waiting does not mend */
    <T> T storage(StorageStep<T> step) throws ObjectMissing, TaskCancelled {
        for (Duration pause = FIRST; ; pause = longer(pause)) {
            cancellation.check();
            try {
                return step.run();
            } catch (ObjectMissing e) {
                throw e;
            } catch (IOException e) {
                pause(pause, e, events::waitingForStorage);
            }
        }
    }

    <T> T queue(Supplier<T> step) throws TaskCancelled {
        for (Duration pause = FIRST; ; pause = longer(pause)) {
            cancellation.check();
            try {
                return step.get();
            } catch (QueueUnavailable e) {
                pause(pause, e, events::waitingForQueue);
            }
        }
    }

    private void pause(Duration time, Exception fault, Consumer<String> told) throws TaskCancelled {
        String message = fault.getMessage();
        told.accept(message == null ? fault.getClass().getSimpleName() : message);
        cancellation.pause(time);
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
}
