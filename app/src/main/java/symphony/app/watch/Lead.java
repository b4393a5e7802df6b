package symphony.app.watch;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.TaskQueue;

/** One of many watchers leads: it asks for the lead again and again, and when it dies another is given it. */
final class Lead implements AutoCloseable {
    private static final String PURPOSE = "repair";
    private static final int ASKED_A_LEASE = 3;

    private final TaskQueue queue;
    private final String who;
    private final Duration lease;
    private final Timer asking = new Timer("lead", true);
    private volatile boolean leading;

    Lead(TaskQueue queue, String who, Duration lease) {
        this.queue = queue;
        this.who = who;
        this.lease = lease;
    }

    void start() {
        long period = lease.toMillis() / ASKED_A_LEASE;
        asking.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        ask();
                    }
                },
                0,
                period);
    }

    /** As it was told last, less than a lease ago. */
    boolean leads() {
        return leading;
    }

    private void ask() {
        try {
            leading = queue.lead(PURPOSE, who, lease);
        } catch (QueueUnavailable e) {
            leading = false; // whoever watches hears of it when it looks at the queues
        }
    }

    @Override
    public void close() {
        asking.cancel();
    }
}
