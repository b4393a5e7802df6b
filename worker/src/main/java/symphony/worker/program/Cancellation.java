package symphony.worker.program;

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
public final class Cancellation {
    /** Why a task ends early. */
    public enum Reason {
        /** The lease ran out, or the session was cancelled: another may have the task, or nobody. */
        LOST,
        /** It had not begun, and went back to the queue for a slot that idles elsewhere. */
        YIELDED,
        /** It had not begun, and makes room for a task that must be the only one. */
        DISPLACED,
        /** The worker leaves. */
        STOPPED
    }

    private final CompletableFuture<Reason> reason = new CompletableFuture<>();

    public void cancel(Reason why) {
        reason.complete(why);
    }

    public Optional<Reason> reason() {
        return Optional.ofNullable(reason.getNow(null));
    }

    public void check() throws TaskCancelled {
        if (reason.isDone()) {
            throw new TaskCancelled(reason.join());
        }
    }

    /** Runs the action in a thread of its own once this is cancelled, at once where it is already. */
    public void whenCancelled(Runnable action) {
        var unused = reason.thenRunAsync(action, Cancellation::start);
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "cancellation");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits, but not beyond a cancellation. */
    public void pause(Duration time) throws TaskCancelled {
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
