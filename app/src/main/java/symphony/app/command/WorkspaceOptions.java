package symphony.app.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import symphony.app.Surroundings;
import symphony.app.Workspace;

/** The options of every command that works in a workspace. */
public final class WorkspaceOptions {
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "The folder with symphony.yaml, tasks/ and storage/; default: the current one.")
    private @Nullable Path directory;

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description = "'embedded', or redis://host:9376/0; rediss:// with TLS.")
    private @Nullable String redis;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "sqlite:registry.db, or postgresql://host/database.")
    private @Nullable String registry;

    @Option(
            names = "--storage",
            paramLabel = "URL",
            description = "file:storage, s3://bucket/prefix, or azblob://container/prefix.")
    private @Nullable String storage;

    public Workspace open(Surroundings around) {
        Path at = directory == null ? around.directory() : around.directory().resolve(directory);
        Map<String, String> flags = new HashMap<>();
        put(flags, "redis.url", redis);
        put(flags, "registry.url", registry);
        put(flags, "storage.url", storage);
        return Workspace.open(at.normalize(), flags, around);
    }

    private static void put(Map<String, String> flags, String setting, @Nullable String value) {
        if (value != null) {
            flags.put(setting, value);
        }
    }
}
