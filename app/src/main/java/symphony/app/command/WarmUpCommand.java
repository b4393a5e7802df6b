package symphony.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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
    /** What is found in so little is of no interest: these may end with findings. */
    private static final List<List<String>> VERIFICATIONS =
            List.of(List.of("registry", "import", "farm.json"), List.of("verify"), List.of("verify", "--json"));

    private static final String SCAN = "2000-01-01_10-00";
    private static final String FARM =
            """
            {"clients": [{"id": "c", "name": "C",
              "farms": [{"id": "f", "name": "F", "blocks": [{"id": "b", "name": "B", "num_rows": 1,
                "rows": [{"id": "r", "number": 1, "num_plants": 9,
                  "geometry": {"type": "LineString", "coordinates": [[1.0, 45.0], [1.0, 45.001]]}}]}]}],
              "scans": [{"scanid": "2000-01-01_10-00", "farm": "F", "blocks": ["B"], "cameras": {"00000001": "left"},
                "startleft": 1, "startright": 0, "direction": 1}]}]}
            """;
    private static final String TASK_FILE = "{client_name: C, farm_name: F, block_name: B, session_name: s}\n";
    private static final String LOG =
            """
            frame_number,timestamp,latitude,longitude,filename
            1,946720800.00,45.0,1.0,2000-01-01_10-00_00000001_10_00.tar.gz
            """;
    /** A tar.gz of 1.jpg. */
    private static final byte[] ARCHIVE = Base64.getDecoder()
            .decode("H4sIAAAAAAACAzPUyypIZ6AtMAACMxMTMA0E6DQQmCCxQeJmZgaGDAoGDHQApcUliUVAKxlGJvh/4/9NhlEwCkbBKBgFIw4A"
                    + "AKgdSVoACAAA");

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
        layVineyard(folder);
        VERIFICATIONS.forEach(command -> Symphony.run(command.toArray(String[]::new), quiet));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        return worst;
    }

    private static void layVineyard(Path folder) throws IOException {
        Path scan = Files.createDirectories(folder.resolve("storage/c").resolve(SCAN));
        Files.write(scan.resolve(SCAN + "_00000001_10_00.tar.gz"), ARCHIVE);
        Files.writeString(scan.resolve(SCAN + "_00000001.csv"), LOG);
        Files.writeString(folder.resolve("farm.json"), FARM);
        Files.writeString(Files.createDirectories(folder.resolve("tasks")).resolve("b.yaml"), TASK_FILE);
    }
}
