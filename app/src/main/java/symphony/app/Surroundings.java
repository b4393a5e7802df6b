package symphony.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it; tests give it another.
 *
 * @param home where Symphony itself lies
 * @param terminal whether standard output is one
 */
public record Surroundings(
        Path directory,
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Path home,
        Clock clock) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                Path.of("").toAbsolutePath(),
                environment,
                System.out,
                System.err,
                isTerminal(environment),
                Path.of(System.getProperty("symphony.home", ".")).toAbsolutePath(),
                Clock.systemUTC());
    }

    /** Newer JDKs have a console without a terminal; the launcher knows, and tells. */
    private static boolean isTerminal(Map<String, String> environment) {
        return Boolean.getBoolean("symphony.terminal") && !"dumb".equals(environment.get("TERM"));
    }

    /** Colours are for terminals, and not for those who ask for none (no-color.org). */
    public boolean colours() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }
}
