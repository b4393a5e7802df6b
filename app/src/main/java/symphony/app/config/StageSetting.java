package symphony.app.config;

import java.time.Duration;
import java.util.List;

/**
 * A program configured for a role.
 *
 * @param run the command and its arguments; no shell reads it
 * @param serve whether it lives on across tasks
 * @param timeout after which a task's program is killed
 */
public record StageSetting(List<String> run, boolean serve, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(2);

    public StageSetting {
        run = List.copyOf(run);
    }
}
