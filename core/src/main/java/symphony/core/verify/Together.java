package symphony.core.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * Does many small reads at a time, for most of each is waiting. A step may itself do others together: the same threads
 * take them.
 */
final class Together implements AutoCloseable {
    private final ForkJoinPool pool;

    /** A step that reads. */
    @FunctionalInterface
    interface Step<T, R> {
        R of(T item) throws IOException;
    }

    Together(int readers) {
        this.pool = new ForkJoinPool(readers);
    }

    /** The answers in the order of the items. */
    <T, R> List<R> each(List<T> items, Step<T, R> step) throws IOException {
        try {
            return pool.submit(() ->
                            items.parallelStream().map(item -> of(item, step)).toList())
                    .get();
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
    }

    private static <T, R> R of(T item, Step<T, R> step) {
        try {
            return step.of(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pool wraps what a step threw, in one layer or several. */
    private static IOException thrown(ExecutionException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof UncheckedIOException && t.getCause() instanceof IOException fault) {
                return fault;
            }
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof RuntimeException fault && t.getCause() == null) {
                throw fault;
            }
        }
        throw new IllegalStateException(e);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
