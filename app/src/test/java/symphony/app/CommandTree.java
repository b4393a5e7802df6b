package symphony.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every command a person can find, as the documents name them. */
final class CommandTree {
    private CommandTree() {}

    /** The words after {@code symphony}; the whole first, each before those below it. */
    static List<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        collect(whole(), List.of(), paths);
        return paths;
    }

    static CommandSpec whole() {
        return Symphony.whole(surroundings(System.out)).getCommandSpec();
    }

    static CommandSpec spec(List<String> path) {
        CommandSpec at = whole();
        for (String name : path) {
            at = at.subcommands().get(name).getCommandSpec();
        }
        return at;
    }

    /** What the command says in a process of its own. */
    static String said(List<String> path, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] arguments = Stream.concat(path.stream(), Stream.of(more)).toArray(String[]::new);
        int exit = Symphony.run(arguments, surroundings(print));
        if (exit != 0) {
            throw new AssertionError(List.of(arguments) + " exits with " + exit + ": " + out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Surroundings surroundings(PrintStream print) {
        return new Surroundings(Path.of("."), Map.of(), print, print, false, Path.of("."), Clock.systemUTC());
    }

    private static void collect(CommandSpec spec, List<String> path, List<List<String>> paths) {
        paths.add(path);
        for (CommandLine command : spec.subcommands().values()) {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                List<String> below = new ArrayList<>(path);
                below.add(command.getCommandName());
                collect(command.getCommandSpec(), List.copyOf(below), paths);
            }
        }
    }
}
