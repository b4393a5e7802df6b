package symphony.worker;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.TaskQueue;
import symphony.core.task.Role;

/**
 * Tells when nothing is left to do for some roles: nothing waits, is delayed or claimed, nor does anybody work, or is
 * there to work, on what comes before and could still enqueue some. Seen twice, so that a worker that is just joining is
 * not overlooked.
 */
final class Idleness {
    private static final Duration TWICE_OVER = Duration.ofMillis(300);

    private final TaskQueue queue;
    private final List<Role> roles;
    /** When it was seen first, by {@link System#nanoTime}: people set other clocks. */
    private OptionalLong since = OptionalLong.empty();

    Idleness(TaskQueue queue, List<Role> roles) {
        this.queue = queue;
        this.roles = roles;
    }

    /** There was something to do. */
    void interrupted() {
        since = OptionalLong.empty();
    }

    boolean lasts() {
        QueueStatus status = queue.status();
        if (status.queues().stream().anyMatch(q -> isBusy(q, status.workers()))) {
            since = OptionalLong.empty();
            return false;
        }
        long now = System.nanoTime();
        if (since.isEmpty()) {
            since = OptionalLong.of(now);
            return false;
        }
        return now - since.getAsLong() >= TWICE_OVER.toNanos();
    }

    private boolean isBusy(QueueStatus.Queue q, List<QueueStatus.Worker> workers) {
        Role role = q.name().role();
        boolean mine = roles.contains(role);
        if (!mine && roles.stream().allMatch(own -> own.compareTo(role) < 0)) {
            return false;
        }
        // what waits in a paused queue waits for a person, and what nobody serves for a worker that may never come
        boolean toBeDone = !q.paused() && (q.waiting() > 0 || q.delayed() > 0);
        return q.claimed() > 0
                || (toBeDone
                        && (mine || workers.stream().anyMatch(w -> w.roles().contains(role))));
    }
}
