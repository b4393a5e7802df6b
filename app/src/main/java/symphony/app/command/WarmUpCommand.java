package symphony.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import symphony.app.Surroundings;
import symphony.app.Symphony;
import symphony.app.Workspace;
import symphony.core.task.Task;

/**
 * Does in a folder of its own what short commands do, so that the launcher's archive of loaded classes holds theirs. Says
 * nothing, leaves nothing behind.
 */
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Callable<Integer> {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("status", "--once"),
            List.of("status", "--once", "--json"),
            List.of("registry", "show"),
            List.of("queue", "ls"),
            List.of("queue", "pause", "*:a", "--dry-run"),
            List.of("history", "--commands"),
            List.of("status", "--help"),
            List.of("--help"));
    private static final List<String> TASKS = List.of(task("a"), task("b"), task("c"));

    private static String task(String session) {
        return "{\"role\":\"postprocess\",\"session_name\":\"" + session
                + "\",\"clientid\":\"c\",\"farm_name\":\"f\",\"block_name\":\"b\"}";
    }

    private final Surroundings around;

    public WarmUpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("symphony-warm-up");
        Path settings = folder.resolve("symphony.yaml");
        Files.writeString(settings, "redis: {url: embedded}\nworker:\n  lease: 5s\n");
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Surroundings quiet =
                new Surroundings(folder, around.environment(), nowhere, nowhere, false, around.home(), around.clock());
        int worst = 0;
        try (Workspace workspace = Workspace.open(folder, Map.of(), quiet)) {
            workspace.queue().enqueue(TASKS.stream().map(Task::parse).toList());
            Files.writeString(settings, "redis: {url: \"" + workspace.redis() + "\"}\n");
            for (List<String> command : COMMANDS) {
                worst = Math.max(worst, Symphony.run(command.toArray(String[]::new), quiet));
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        return worst;
    }
}
