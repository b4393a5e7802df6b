package symphony.worker.eviction;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks once a second whether the machine is to be taken away; when it is, has it drained and then says that it is ready.
 */
public final class EvictionWatch implements AutoCloseable {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);

    private final AzureScheduledEvents source;
    private final Consumer<EvictionNotice> drain;
    private final Consumer<String> trouble;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "eviction watch");

    /**
     * @param drain returns when the machine has nothing more to do
     * @param trouble hears of what hurts nothing but should be looked at
     */
    public EvictionWatch(AzureScheduledEvents source, Consumer<EvictionNotice> drain, Consumer<String> trouble) {
        this.source = source;
        this.drain = drain;
        this.trouble = trouble;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Stops watching; an event that is being drained for is answered first. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TO_ANSWER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            Optional<EvictionNotice> notice = Optional.empty();
            boolean told = false;
            Duration pause = Duration.ZERO;
            while (notice.isEmpty()) {
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = BETWEEN_QUESTIONS;
                try {
                    notice = source.ask();
                    told = false;
                } catch (IOException e) {
                    pause = AFTER_A_FAULT;
                    if (!told) {
                        trouble.accept("cannot ask whether this machine is to be taken away: " + e.getMessage());
                    }
                    told = true;
                }
            }
            drain.accept(notice.get());
            source.acknowledge(notice.get());
        } catch (IOException e) {
            trouble.accept("cannot say that this machine is ready to go: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
