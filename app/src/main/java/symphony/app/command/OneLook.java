package symphony.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import symphony.app.Surroundings;
import symphony.app.Workspace;

/**
 * {@code status --once [--json] [--workspace DIR] [--redis URL]}, which scripts call often, without the command line's
 * library: that takes longer to describe all its options to itself than the look takes. What is written in any other
 * way is left to {@link StatusCommand}, errors of usage too.
 */
public record OneLook(Path directory, Map<String, String> flags, boolean json, Surroundings around)
        implements Callable<Integer> {

    public static Optional<OneLook> of(String[] args, Surroundings around) {
        if (args.length < 2 || !args[0].equals("status")) {
            return Optional.empty();
        }
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            String name = args[i];
            String value =
                    switch (name) {
                        case "--once", "--json" -> "";
                        case "--workspace", "--redis" -> i + 1 < args.length ? args[++i] : "-";
                        default -> "-";
                    };
            boolean twice = given.put(name, value) != null;
            if (twice || value.startsWith("-") || value.startsWith("@")) {
                return Optional.empty();
            }
        }
        boolean json = given.containsKey("--json");
        if (!json && !given.containsKey("--once")) {
            return Optional.empty();
        }
        String redis = given.get("--redis");
        return Optional.of(new OneLook(
                around.directory()
                        .resolve(given.getOrDefault("--workspace", ""))
                        .normalize(),
                redis == null ? Map.of() : Map.of("redis.url", redis),
                json,
                around));
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = Workspace.open(directory, flags, around)) {
            StatusCommand.look(workspace, json, around);
            return 0;
        }
    }
}
