package symphony.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.WorkerLoad;

/** Keeps a worker's lease, tells with it what its slots do, and does its share of what one worker does for all. */
final class Heartbeat implements AutoCloseable {
    private static final Duration MAINTAIN_EVERY = Duration.ofMillis(250);
    private static final int BEATS_A_LEASE = 3;

    private final Membership membership;
    private final Lease lease;
    private final Supplier<WorkerLoad> load;
    private final WorkerEvents events;
    private final ScheduledExecutorService clockwork;

    Heartbeat(Membership membership, Lease lease, Supplier<WorkerLoad> load, WorkerEvents events) {
        this.membership = membership;
        this.lease = lease;
        this.load = load;
        this.events = events;
        this.clockwork = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        long beat = lease.length().toMillis() / BEATS_A_LEASE;
        // with a delay between: after an outage or a machine's sleep, beats that were missed are not made up for at
        // once
        var unused = clockwork.scheduleWithFixedDelay(this::renew, beat, beat, TimeUnit.MILLISECONDS);
        unused = clockwork.scheduleWithFixedDelay(this::maintain, 0, MAINTAIN_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clockwork.shutdown();
        try {
            clockwork.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        guarded(() -> {
            WorkerLoad now = load.get();
            membership.report(now);
            events.load(now);
        });
        guarded(lease::renew);
    }

    private void maintain() {
        guarded(membership::maintain);
    }

    /** A beat that throws would be the last one. */
    private void guarded(Runnable beat) {
        try {
            beat.run();
        } catch (QueueUnavailable e) {
            events.waitingForQueue(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            events.trouble("heartbeat: " + e);
        }
    }
}
