package symphony.redis.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/** What the workspace knows of its server: {@code server.json}. */
record ServerRecord(long pid, int port) {
    private static final String NAME = "server.json";

    static Optional<ServerRecord> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Fields f = Fields.of(Json.parse(Files.readString(file)), file.toString());
            return Optional.of(new ServerRecord(
                    f.optionalInt("pid").orElse(0), f.optionalInt("port").orElse(0)));
        } catch (MalformedJson e) {
            // Half a record, as a crash leaves it, is none.
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        Path fresh = folder.resolve(NAME + ".new");
        Files.writeString(fresh, Json.pretty(Json.object().put("pid", pid).put("port", port)));
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
