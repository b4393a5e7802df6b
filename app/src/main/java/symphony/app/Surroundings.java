package symphony.app;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

    /** Windows takes Path and PATH for one variable; a plain copy would not. */
    public Surroundings {
        if (isWindows(environment)) {
            Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            anyCase.putAll(environment);
            environment = Collections.unmodifiableMap(anyCase);
        } else {
            environment = Map.copyOf(environment);
        }
    }

    private static boolean isWindows(Map<String, String> environment) {
        return "Windows_NT".equals(environment.get("OS"));
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

    /** Where a launcher can tell, it does; else the JVM is asked, whose console since JDK 22 may be no terminal. */
    private static boolean isTerminal(Map<String, String> environment) {
        String told = System.getProperty("symphony.terminal");
        boolean is = told == null ? hasTerminal() : told.equals("true");
        return is && !"dumb".equals(environment.get("TERM"));
    }

    @SuppressWarnings("SystemConsoleNull") // so it was before JDK 22
    private static boolean hasTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }

    /**
     * Colours are for terminals, and not for those who ask for none (no-color.org). The old console of Windows shows their
     * codes as they are; the newer ones are known by what they set.
     */
    public boolean colours() {
        boolean understood =
                !isWindows(environment) || environment.containsKey("WT_SESSION") || environment.containsKey("TERM");
        return terminal
                && understood
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }
}
