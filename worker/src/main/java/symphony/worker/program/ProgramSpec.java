package symphony.worker.program;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import symphony.core.task.Role;

/**
 * The program that runs a role.
 *
 * @param command the program and its arguments; no shell reads them
 * @param environment set on top of the worker's own
 * @param withheld names of the worker's variables that it is not given, beside those that are secrets by their name
 */
public record ProgramSpec(
        Role role,
        List<String> command,
        Mode mode,
        ProgramLimits limits,
        Map<String, String> environment,
        Set<String> withheld) {
    /** How a program is given tasks. */
    public enum Mode {
        /** A process per task, in the task's folder. */
        ONCE,
        /** A process per slot that lives on and is told of each task by a line on its stdin; it ends when that ends. */
        SERVE
    }

    /** One from which no more is withheld than what is a secret by its name. */
    public ProgramSpec(
            Role role, List<String> command, Mode mode, ProgramLimits limits, Map<String, String> environment) {
        this(role, command, mode, limits, environment, Set.of());
    }

    public ProgramSpec {
        withheld = Set.copyOf(withheld);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("stages." + role + ".run names no program");
        }
    }

    /**
     * The same with every word of the command that names a file below {@code workspace} made absolute: a program runs in
     * its task's folder, where {@code detect.py} would mean nothing.
     */
    public ProgramSpec resolvedIn(Path workspace) {
        return new ProgramSpec(
                role,
                command.stream().map(word -> resolve(workspace, word)).toList(),
                mode,
                limits,
                environment,
                withheld);
    }

    private static String resolve(Path workspace, String word) {
        if (word.isEmpty() || word.startsWith("-")) {
            return word;
        }
        try {
            Path file = workspace.resolve(word);
            return Files.isRegularFile(file) ? file.toAbsolutePath().toString() : word;
        } catch (InvalidPathException e) {
            return word; // an argument that could not be a file's name anyway
        }
    }
}
