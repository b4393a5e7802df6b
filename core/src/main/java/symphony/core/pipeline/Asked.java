package symphony.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.StorageKeys;
import symphony.core.task.Role;

/**
 * What artifacts would be made by if they were made now.
 *
 * @param programs by role; a role without one is not compared
 * @param parameters the session's {@code detection_params}
 * @param models SHA-256 of the models that they name and that lie in storage, by key
 */
public record Asked(Map<Role, Program> programs, Map<String, JsonNode> parameters, Map<String, String> models) {
    /** Compares nothing. */
    public static final Asked NOTHING_OF_PROGRAMS = new Asked(Map.of(), Map.of(), Map.of());

    /**
     * The program of a role.
     *
     * @param name what it calls itself; empty where only it knows
     * @param version the same
     * @param command as it would be run; empty for a built-in one, which its name tells better
     */
    public record Program(String name, String version, List<String> command) {
        public Program {
            command = command.stream().map(StorageKeys::baseName).toList();
        }
    }

    public Asked {
        programs = Map.copyOf(programs);
        parameters = Map.copyOf(parameters);
        models = Map.copyOf(models);
    }

    /** The same for a session of these parameters. */
    public Asked with(Map<String, JsonNode> sessionParameters, Map<String, String> sessionModels) {
        return new Asked(programs, sessionParameters, sessionModels);
    }

    /** Says in what an artifact was made otherwise; empty where it would be made so again. */
    public Optional<String> differs(Recipe made) {
        Optional<String> program = program(made);
        // detection_params mean nothing before detection
        return program.isPresent() || made.role().compareTo(Role.DETECTION) < 0 ? program : parameters(made);
    }

    private Optional<String> program(Recipe made) {
        Program now = programs.get(made.role());
        if (now == null) {
            return Optional.empty();
        }
        if (!now.name().isEmpty() && !now.name().equals(made.program())) {
            return Optional.of("made by " + made.program() + ", now " + now.name());
        }
        if (!now.version().isEmpty() && !now.version().equals(made.version())) {
            return Optional.of(
                    "made by version '" + made.version() + "' of " + made.program() + ", now '" + now.version() + "'");
        }
        if (!now.command().isEmpty() && !now.command().equals(made.command())) {
            return Optional.of("made by '" + String.join(" ", made.command()) + "', now '"
                    + String.join(" ", now.command()) + "'");
        }
        return Optional.empty();
    }

    private Optional<String> parameters(Recipe made) {
        TreeSet<String> names = new TreeSet<>(parameters.keySet());
        names.addAll(made.parameters().keySet());
        for (String name : names) {
            JsonNode before = made.parameters().get(name);
            JsonNode now = parameters.get(name);
            if (!same(before, now)) {
                return Optional.of(name + " was " + text(before) + ", now " + text(now));
            }
        }
        for (Map.Entry<String, String> e : models.entrySet()) {
            String before = made.models().get(e.getKey());
            if (before != null && !before.equals(e.getValue())) {
                return Optional.of("the model " + e.getKey() + " is another one now");
            }
        }
        return Optional.empty();
    }

    /** As they are written: {@code 0.50} read from a task file is {@code 0.50} in its record. */
    private static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
        return Objects.equals(a == null ? "" : a.toString(), b == null ? "" : b.toString());
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "not given" : value.toString();
    }
}
