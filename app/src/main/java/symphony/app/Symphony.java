package symphony.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import symphony.app.command.CompletionCommand;
import symphony.app.command.DemoCommand;
import symphony.app.command.DoctorCommand;
import symphony.app.command.HistoryCommand;
import symphony.app.command.InitCommand;
import symphony.app.command.OneLook;
import symphony.app.command.QueueCommand;
import symphony.app.command.RegistryCommand;
import symphony.app.command.RepairCommand;
import symphony.app.command.ResultsCommand;
import symphony.app.command.ScanCommand;
import symphony.app.command.SetupCommand;
import symphony.app.command.StatusCommand;
import symphony.app.command.UpCommand;
import symphony.app.command.VerifyCommand;
import symphony.app.command.WarmUpCommand;
import symphony.app.command.WhyCommand;
import symphony.app.command.WorkCommand;
import symphony.app.history.Recording;
import symphony.core.artifact.MalformedFile;
import symphony.core.json.MalformedJson;
import symphony.core.queue.QueueUnavailable;
import symphony.core.registry.RegistryConflict;
import symphony.core.registry.RegistryUnavailable;

/** The command line: {@code symphony COMMAND …}. */
public final class Symphony {
    private static final String COMPLETION = "completion";
    private static final String QUEUE = "queue";

    private Symphony() {}

    public static void main(String[] args) {
        System.exit(run(args, Surroundings.ofProcess()));
    }

    /** Runs one command and tells its exit code: 0 done; 1 findings or failures, all named; 2 wrong usage. */
    public static int run(String[] args, Surroundings around) {
        Optional<OneLook> look = OneLook.of(args, around);
        int code = look.isPresent() ? run(look.get(), around) : commandLine(args, around);
        around.out().flush();
        return code;
    }

    private static int run(OneLook look, Surroundings around) {
        try {
            return look.call();
        } catch (IOException | RuntimeException e) {
            return told(e, around);
        }
    }

    private static int commandLine(String[] args, Surroundings around) {
        Optional<Recording> recording = Optional.of(args)
                .filter(a -> a.length > 0 && Recording.mayConcern(a[0]))
                .map(a -> new Recording(around));
        CommandLine line = line(args, recording.map(Recording::listening).orElse(around));
        recording.ifPresent(line::setExecutionStrategy);
        line.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(around.colours() ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(around.terminal());
        line.setExecutionExceptionHandler(new Tell(around));
        return line.execute(args);
    }

    /** Only the command that is called is made: constructing them all would cost more than most of them do. */
    private static CommandLine line(String[] args, Surroundings around) {
        String name = args.length == 0 ? "" : args[0];
        Function<Surroundings, Object> command = commands().get(name);
        if (command == null || name.equals(COMPLETION)) {
            return whole(around);
        }
        Object made = name.equals(QUEUE) && args.length > 1 ? QueueCommand.of(around, args[1]) : command.apply(around);
        return new CommandLine(new Root()).addSubcommand(name, made);
    }

    /** The command line with all its commands. */
    static CommandLine whole(Surroundings around) {
        CommandLine line = new CommandLine(new Root());
        commands().forEach((name, command) -> line.addSubcommand(name, command.apply(around)));
        return line;
    }

    private static Map<String, Function<Surroundings, Object>> commands() {
        Map<String, Function<Surroundings, Object>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand::new);
        commands.put("init", InitCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("work", WorkCommand::new);
        commands.put("repair", RepairCommand::new);
        commands.put("up", UpCommand::new);
        commands.put("why", WhyCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put(QUEUE, QueueCommand::of);
        commands.put("registry", RegistryCommand::new);
        commands.put("scan", ScanCommand::new);
        commands.put("results", ResultsCommand::of);
        commands.put("history", HistoryCommand::new);
        commands.put("setup", SetupCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put(COMPLETION, CompletionCommand::new);
        commands.put("warm-up", WarmUpCommand::new);
        return commands;
    }

    private static int told(Exception e, Surroundings around) {
        if (e instanceof UserError known) {
            around.err().println("symphony: " + known.getMessage());
            return known.exitCode();
        }
        if (e instanceof QueueUnavailable
                || e instanceof RegistryConflict
                || e instanceof RegistryUnavailable
                || e instanceof MalformedFile
                || e instanceof MalformedJson) {
            around.err().println("symphony: " + e.getMessage());
            return 1;
        }
        if (e instanceof UncheckedIOException && e.getCause() instanceof IOException carried) {
            return told(carried, around);
        }
        if (e instanceof IOException fault) {
            around.err().println("symphony: " + plain(fault));
            return 1;
        }
        around.err().println("symphony: this should not happen: " + e + keep(e, around));
        return 1;
    }

    private static String plain(IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "there is no file " + e.getMessage();
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "no permission for " + e.getMessage();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** A stack trace is for us, not for the person: it goes to a file they can send. */
    private static String keep(Exception e, Surroundings around) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        if (around.variable("SYMPHONY_DEBUG").isPresent()) {
            return "\n" + trace;
        }
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "symphony-error.log");
        try {
            Files.writeString(
                    file,
                    Arrays.toString(new Object[] {around.clock().instant()}) + "\n" + trace,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return " (details in " + file + ")";
        } catch (IOException unwritable) {
            return "";
        }
    }

    /** A class and no lambda: the launcher's archive of classes cannot hold a lambda of an interface as old as this. */
    private record Tell(Surroundings around) implements CommandLine.IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
            return told(e, around);
        }
    }

    /** The name and the help of the whole; without a command it prints that help. */
    @Command(
            name = "symphony",
            mixinStandardHelpOptions = true,
            version = "symphony 0.1.0",
            description = "From vineyard scans to counts per vine: queues, workers, repair.",
            footer = {
                "",
                "Examples:",
                "  symphony demo                      a simulated vineyard, filmed and counted",
                "  symphony registry import farm.json",
                "  symphony init                      verify tasks/*.yaml, then enqueue them",
                "  symphony work --until-idle         do what waits, then leave",
                "  symphony status                    queues and sizes, live",
                "  symphony repair --dry-run          what is missing, and why",
                "  symphony doctor                    what is wrong with this machine and its back ends",
                "",
                "Exit codes: 0 done; 1 findings or failures, all named; 2 wrong usage."
            })
    private static final class Root implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (spec != null) {
                spec.commandLine().usage(spec.commandLine().getErr());
            }
            return 2;
        }
    }
}
