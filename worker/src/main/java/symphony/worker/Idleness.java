package symphony.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.TaskQueue;
import symphony.core.task.Role;

/**
 * Tells when nothing is left to do for some roles: nothing waits, is delayed or claimed, nor does anybody work on what
 * comes before and could still enqueue some. Seen twice, so that a task between two queues is not overlooked.
 */
final class Idleness {
    private static final Duration TWICE_OVER = Duration.ofMillis(300);

    private final TaskQueue queue;
    private final List<Role> roles;
    private final Clock clock;
    private Optional<Instant> since = Optional.empty();

    Idleness(TaskQueue queue, List<Role> roles, Clock clock) {
        this.queue = queue;
        this.roles = roles;
        this.clock = clock;
    }

    /** There was something to do. */
    void interrupted() {
        since = Optional.empty();
    }

    boolean lasts() {
        if (queue.status().queues().stream().anyMatch(this::isBusy)) {
            since = Optional.empty();
            return false;
        }
        Instant now = clock.instant();
        if (since.isEmpty()) {
            since = Optional.of(now);
            return false;
        }
        return !now.isBefore(since.get().plus(TWICE_OVER));
    }

    private boolean isBusy(QueueStatus.Queue q) {
        Role role = q.name().role();
        if (!roles.contains(role)) {
            return q.claimed() > 0 && roles.stream().anyMatch(mine -> mine.compareTo(role) > 0);
        }
        // what waits in a paused queue waits for a person
        return q.claimed() > 0 || (!q.paused() && (q.waiting() > 0 || q.delayed() > 0));
    }
}
