package symphony.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells a running task to end. Threads are not interrupted for this: an interrupt would close the very files and
 * connections that others share.
 */
final class Cancellation {
    /** Why a task ends early. */
    enum Reason {
        /** The lease ran out; another may have the task. */
        LOST,
        /** The worker leaves. */
        STOPPED
    }

    private final CompletableFuture<Reason> reason = new CompletableFuture<>();

    void cancel(Reason why) {
        reason.complete(why);
    }

    Optional<Reason> reason() {
        return Optional.ofNullable(reason.getNow(null));
    }

    void check() throws TaskCancelled {
        if (reason.isDone()) {
            throw new TaskCancelled(reason.join());
        }
    }

    /** Runs the action in a thread of its own once this is cancelled, at once where it is already. */
    void whenCancelled(Runnable action) {
        var unused = reason.thenRunAsync(action, Cancellation::start);
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "cancellation");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits, but not beyond a cancellation. */
    void pause(Duration time) throws TaskCancelled {
        try {
            reason.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a cancellation is never completed with a fault", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel(Reason.STOPPED);
        }
        check();
    }
}
