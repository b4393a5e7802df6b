package symphony.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.json.MalformedJson;
import symphony.core.queue.DeadLetter;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/**
 * Tasks of a session that went to the dead letters, and when each may be tried again: later each time it has died. What
 * the dead letters say is all there is to know, so whoever takes over goes on where another left.
 */
final class DeadTasks {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);

    private record Deaths(int count, double last) {}

    private final Map<TaskIdentity, Deaths> deaths = new HashMap<>();

    DeadTasks(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            identity(letter)
                    .ifPresent(id -> deaths.merge(
                            id,
                            new Deaths(1, letter.at()),
                            (a, b) -> new Deaths(a.count + b.count, Math.max(a.last, b.last))));
        }
    }

    boolean mayBeTried(TaskIdentity task, Instant now) {
        Deaths of = deaths.get(task);
        return of == null || !now.isBefore(nextTry(of));
    }

    static Duration delay(int deathsSoFar) {
        Duration delay = FIRST;
        for (int i = 1; i < deathsSoFar && delay.compareTo(LONGEST) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }

    private static Instant nextTry(Deaths deaths) {
        return Instant.ofEpochMilli((long) (deaths.last * 1000)).plus(delay(deaths.count));
    }

    private static Optional<TaskIdentity> identity(DeadLetter letter) {
        try {
            return Optional.of(Task.parse(letter.line()).identity());
        } catch (MalformedJson e) {
            return Optional.empty(); // no task, so none that would be sent again
        }
    }
}
