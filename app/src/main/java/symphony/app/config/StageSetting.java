package symphony.app.config;

import java.time.Duration;
import java.util.List;

/**
 * A program configured for a role.
 *
 * @param run the command and its arguments; no shell reads it
 * @param serve whether it lives on across tasks
 * @param timeout after which a task's program is killed
 * @param silence longest time without a line from it while at a task, after which it is killed; zero: it may say nothing
 * @param restartAfter tasks after which one that serves is replaced by a fresh one; 0: never
 * @param restartMemory bytes beyond which one that serves is replaced by a fresh one after its task; 0: any
 */
public record StageSetting(
        List<String> run, boolean serve, Duration timeout, Duration silence, int restartAfter, long restartMemory) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(2);

    public StageSetting {
        run = List.copyOf(run);
    }
}
