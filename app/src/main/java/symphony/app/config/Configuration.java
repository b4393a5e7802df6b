package symphony.app.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import symphony.core.task.Role;

/**
 * All settings of a workspace.
 *
 * @param redis {@code embedded} or a redis URL
 * @param redisDatabase from {@code REDIS_DB}; wins over the URL's
 * @param stages roles without an entry run the built-in program
 * @param processes empty: as the profile says
 * @param machine what a worker may take of its machine
 */
public record Configuration(
        Setting<String> redis,
        OptionalInt redisDatabase,
        Setting<String> registry,
        StorageSetting storage,
        Map<Role, Setting<StageSetting>> stages,
        Optional<Setting<Integer>> processes,
        Setting<Duration> lease,
        Setting<Integer> retries,
        MachineSetting machine) {

    public static final String EMBEDDED = "embedded";

    public Configuration {
        stages = Map.copyOf(stages);
    }
}
