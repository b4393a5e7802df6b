package symphony.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.registry.Client;
import symphony.core.registry.RegistryJson;
import symphony.vision.sim.Simulator;
import symphony.vision.sim.SimulatorSettings;
import symphony.vision.sim.SyntheticBlock;

/** A workspace with one small filmed block, as a user would lay it out by hand. */
final class SmallVineyard {
    static final String SESSION = "s1";

    private static @Nullable Path film;

    private final Path directory;
    private final Client client = SyntheticBlock.client(3, 5, 2.5, 1.4, List.of("Merlot"));

    private SmallVineyard(Path directory) {
        this.directory = directory;
    }

    static SmallVineyard in(Path directory) throws IOException {
        SmallVineyard vineyard = new SmallVineyard(directory);
        copy(filmed(vineyard.client), directory.resolve("storage"));
        Files.writeString(directory.resolve("farm.json"), Json.pretty(RegistryJson.write(List.of(vineyard.client))));
        Files.createDirectories(directory.resolve("tasks"));
        Files.writeString(directory.resolve("tasks/s1.yaml"), vineyard.taskFile(SESSION));
        return vineyard;
    }

    /** Filmed once a test run: each test gets a copy. */
    private static synchronized Path filmed(Client client) throws IOException {
        if (film == null) {
            Path storage = Files.createTempDirectory("small-vineyard");
            new Simulator(SimulatorSettings.small(11)).film(client, storage, (done, text) -> {});
            film = storage;
        }
        return film;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    String taskFile(String session) {
        return """
                client_name: %s
                farm_name: %s
                block_name: %s
                session_name: %s
                role: rvm
                detection_params: {}
                """
                .formatted(
                        client.name(),
                        client.farms().get(0).name(),
                        client.farms().get(0).blocks().get(0).name(),
                        session);
    }

    SessionRoot root() {
        return StorageKeys.sessionRoot(
                client.id(),
                client.farms().get(0).name(),
                client.farms().get(0).blocks().get(0).name(),
                SESSION);
    }

    Path stored(String key) {
        return directory.resolve("storage").resolve(key);
    }

    /** The file names in one of the session's folders, ordered. */
    List<String> names(String folder) throws IOException {
        Path at = stored(root().key(folder));
        if (!Files.isDirectory(at)) {
            return List.of();
        }
        try (var files = Files.list(at)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    String summary() throws IOException {
        return Files.readString(stored(root().summary()));
    }
}
