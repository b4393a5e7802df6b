package symphony.storage.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Several requests at a time; the same threads for all transfers of a store. */
final class Parallel implements AutoCloseable {
    private final ExecutorService threads;

    Parallel(int atATime) {
        this.threads = Executors.newFixedThreadPool(atATime, task -> {
            Thread thread = new Thread(task, "transfer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does all, and returns the answers in their order.
     *
     * @throws IOException the first fault there was; what had not begun by then is not done, and what had has ended
     */
    <T> List<T> all(List<Callable<T>> steps) throws IOException {
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> step : steps) {
            running.add(threads.submit(() -> {
                if (failed.get()) {
                    throw new IOException("not begun: another part of the transfer failed");
                }
                try {
                    return step.call();
                } catch (Exception e) {
                    failed.set(true);
                    throw e;
                }
            }));
        }
        List<T> answers = new ArrayList<>();
        List<Throwable> faults = new ArrayList<>();
        for (Future<T> one : running) {
            try {
                answers.add(one.get());
            } catch (ExecutionException e) {
                faults.add(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                failed.set(true);
                running.forEach(f -> f.cancel(false));
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("a transfer was interrupted");
            }
        }
        if (!faults.isEmpty()) {
            throw asFault(cause(faults));
        }
        return answers;
    }

    private static Throwable cause(List<Throwable> faults) {
        return faults.stream()
                .filter(f -> !String.valueOf(f.getMessage()).startsWith("not begun"))
                .findFirst()
                .orElse(faults.get(0));
    }

    private static IOException asFault(Throwable cause) {
        if (cause instanceof IOException e) {
            return e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        return new IOException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
