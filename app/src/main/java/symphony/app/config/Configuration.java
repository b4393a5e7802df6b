package symphony.app.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import symphony.core.task.Role;

/**
 * All settings of a workspace.
 *
 * @param secretVariables names of the environment's variables that the back ends' settings were filled in from
 * @param stages roles without an entry run the built-in program
 * @param processes empty: as the profile says
 * @param machine what a worker may take of its machine
 */
public record Configuration(
        RedisSetting redis,
        Setting<String> registry,
        StorageSetting storage,
        Set<String> secretVariables,
        Map<Role, Setting<StageSetting>> stages,
        Optional<Setting<Integer>> processes,
        Setting<Duration> lease,
        Setting<Integer> retries,
        MachineSetting machine) {

    public static final String EMBEDDED = "embedded";

    public Configuration {
        secretVariables = Set.copyOf(secretVariables);
        stages = Map.copyOf(stages);
    }
}
