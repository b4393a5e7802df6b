package symphony.app.history;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.work.ThisMachine;

/**
 * Runs a command and, where it is one that changes something, enters it in its workspace's {@link CommandLog}: what was
 * typed, by whom, how long it took, and the last line it said. A plan ({@code --dry-run}), a question for help and wrong
 * usage leave no entry.
 */
public final class Recording implements CommandLine.IExecutionStrategy {
    private static final Set<String> CHANGING = Set.of(
            "init",
            "work",
            "up",
            "repair",
            "verify --fix",
            "registry import",
            "scan register",
            "scan rename",
            "scan fix-log",
            "queue pause",
            "queue resume",
            "queue cancel",
            "queue readmit",
            "queue weigh",
            "queue move",
            "queue purge",
            "queue save",
            "queue load",
            "queue retry-dead",
            "queue requeue-worker");

    private final Surroundings around;
    private final LastLine out;

    /** @param around where the command is called from */
    public Recording(Surroundings around) {
        this.around = around;
        this.out = new LastLine(around.out());
    }

    /** What the command has to write to, for its last line to be known. */
    public Surroundings listening() {
        return new Surroundings(
                around.directory(),
                around.environment(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                around.err(),
                around.terminal(),
                around.home(),
                around.clock());
    }

    /** Whether a command line that begins with this word may change something. */
    public static boolean mayConcern(String command) {
        return CHANGING.stream().anyMatch(c -> c.equals(command) || c.startsWith(command + " "));
    }

    @Override
    public int execute(ParseResult parsed) {
        Instant started = around.clock().instant();
        try {
            int code = new CommandLine.RunLast().execute(parsed);
            enter(parsed, started, code, out.text());
            return code;
        } catch (CommandLine.ExecutionException e) {
            boolean usage = e.getCause() instanceof UserError known && known.exitCode() == 2;
            if (!usage) {
                enter(
                        parsed,
                        started,
                        1,
                        String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
            }
            throw e;
        }
    }

    private void enter(ParseResult root, Instant started, int code, String said) {
        ParseResult parsed = last(root);
        String name = parsed.commandSpec().qualifiedName(" ").replaceFirst("^symphony ", "")
                + (parsed.matchedOption("--fix") == null ? "" : " --fix");
        Path workspace = workspace(parsed);
        if (!CHANGING.contains(name) || code == 2 || !Files.isDirectory(workspace) || isNoRun(parsed)) {
            return;
        }
        Duration took = Duration.between(started, around.clock().instant());
        Event event = new Event(
                Event.Kind.COMMAND,
                started,
                took,
                "",
                "",
                System.getProperty("user.name", ""),
                ThisMachine.host(),
                typed(root.originalArgs()),
                withoutSecrets(code == 0 ? said : "failed: " + said),
                0);
        CommandLog log = new CommandLog(workspace);
        try {
            log.append(event);
        } catch (IOException e) {
            around.err().println("symphony: done, but not entered in " + log.file() + ": " + e.getMessage());
        }
    }

    private static ParseResult last(ParseResult parsed) {
        return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
    }

    private static boolean isNoRun(ParseResult parsed) {
        return parsed.isUsageHelpRequested()
                || parsed.isVersionHelpRequested()
                || Optional.ofNullable(parsed.matchedOption("--dry-run")).isPresent();
    }

    private Path workspace(ParseResult parsed) {
        OptionSpec option = parsed.matchedOption("--workspace");
        return option == null
                ? around.directory()
                : around.directory().resolve(String.valueOf(option.<Object>getValue()));
    }

    /** As it was typed, but for secrets. */
    static String typed(List<String> arguments) {
        StringBuilder line = new StringBuilder("symphony");
        for (String argument : arguments) {
            String safe = withoutSecrets(argument);
            line.append(' ').append(safe.isEmpty() || safe.matches(".*[\\s'\"].*") ? "\"" + safe + "\"" : safe);
        }
        return line.toString();
    }

    /**
     * Without user and password, and without the parameters of URLs. People forget to write {@code @} and {@code /} in a
     * password as {@code %40} and {@code %2F}, and even the slashes before it: so all up to the last {@code @} goes.
     */
    private static String withoutSecrets(String text) {
        return text.replaceAll("(?s)(:(?://)?).*@", "$1…@").replaceAll("([?&][^=&\\s]+=)[^&\\s]+", "$1…");
    }
}
