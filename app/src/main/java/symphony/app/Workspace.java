package symphony.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.app.config.Configuration;
import symphony.app.config.ConfigurationReader;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.registry.Registry;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.redis.RedisServer;
import symphony.redis.RedisTaskQueue;
import symphony.redis.embedded.EmbeddedRedis;
import symphony.registry.sql.SqlRegistry;

/**
 * A folder, its settings, and the back ends they name, each opened when it is first asked for: a command that needs no
 * registry works without one.
 */
public final class Workspace implements AutoCloseable {
    private static final int PORT = 9376;

    private final Path directory;
    private final Configuration configuration;
    private final Surroundings around;
    private @Nullable EmbeddedRedis server;
    private @Nullable TaskQueue queue;
    private @Nullable ArtifactStore store;
    private @Nullable Registry registry;
    private final Deque<Runnable> beforeLeaving = new ArrayDeque<>();
    private final Thread leaving = new Thread(this::leave, "leave");
    private boolean closed;

    private Workspace(Path directory, Configuration configuration, Surroundings around) {
        this.directory = directory;
        this.configuration = configuration;
        this.around = around;
    }

    /**
     * @param flags settings given on the command line, by name ({@code redis.url})
     * @throws UserError where the folder is none, or its symphony.yaml cannot be understood
     */
    public static Workspace open(Path directory, Map<String, String> flags, Surroundings around) {
        if (!Files.isDirectory(directory)) {
            throw UserError.usage("there is no folder " + directory);
        }
        Workspace workspace =
                new Workspace(directory, ConfigurationReader.read(directory, flags, around.environment()), around);
        Runtime.getRuntime().addShutdownHook(workspace.leaving);
        return workspace;
    }

    /**
     * Has something done first when the process is told to end (Ctrl-C, SIGTERM): then the back ends are closed, and the
     * embedded Redis with them if nobody else uses it.
     */
    public synchronized void beforeLeaving(Runnable action) {
        beforeLeaving.addFirst(action);
    }

    private void leave() {
        List<Runnable> actions;
        synchronized (this) {
            actions = List.copyOf(beforeLeaving);
        }
        actions.forEach(Runnable::run);
        close();
    }

    public Path directory() {
        return directory;
    }

    public Configuration configuration() {
        return configuration;
    }

    public synchronized TaskQueue queue() {
        if (queue == null) {
            RetryPolicy retries = new RetryPolicy(
                    configuration.retries().value(), RetryPolicy.DEFAULT.first(), RetryPolicy.DEFAULT.longest());
            queue = RedisTaskQueue.connect(redis(), retries);
        }
        return queue;
    }

    /** The queues, where their server runs already; for commands that need none. */
    public synchronized Optional<TaskQueue> queueIfRunning() {
        if (queue == null && configuration.redis().isEmbedded() && !EmbeddedRedis.isRunning(directory)) {
            return Optional.empty();
        }
        try {
            return Optional.of(queue());
        } catch (QueueUnavailable away) {
            return Optional.empty();
        }
    }

    /** The Redis of this workspace; the embedded one is started if it does not run. */
    public RedisServer redis() {
        OpenRedis redis = new OpenRedis(configuration.redis());
        return configuration.redis().isEmbedded() ? redis.at(embedded().uri()) : redis.configured();
    }

    private synchronized EmbeddedRedis embedded() {
        if (server == null) {
            server = EmbeddedRedis.open(directory, PORT, message -> around.err().println("symphony: " + message));
        }
        return server;
    }

    public synchronized ArtifactStore store() {
        if (store == null) {
            store = openStore().open();
        }
        return store;
    }

    /** The local folder that is the storage, where it is one. */
    public Optional<Path> localStorage() {
        return openStore().folder();
    }

    /** Where programs are searched. */
    public String searchPath() {
        return around.variable("PATH").orElse("");
    }

    /** The local folder that is the storage. */
    public Path storageFolder() {
        return openStore()
                .folder()
                .orElseThrow(() ->
                        UserError.failed("this needs a storage that is a folder, and it is " + store().describe()));
    }

    /** An object as a person would find it: a file's path where the storage is a folder. */
    public String shown(StoredObject object) {
        return openStore()
                .folder()
                .map(folder -> shown(folder.resolve(object.key())))
                .orElseGet(() -> configuration.storage().url().value().replaceFirst("/+$", "") + "/" + object.key());
    }

    private OpenStore openStore() {
        return new OpenStore(configuration.storage(), directory, around.environment());
    }

    public synchronized Registry registry() {
        if (registry == null) {
            registry = SqlRegistry.open(configuration.registry().value(), directory);
        }
        return registry;
    }

    /** Every {@code tasks/*.yaml}, by name. */
    public List<Path> taskFiles() throws IOException {
        Path tasks = directory.resolve("tasks");
        if (!Files.isDirectory(tasks)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(tasks)) {
            return files.filter(f -> f.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }

    /** The files given, relative to where the person is; none given: every {@code tasks/*.yaml}. */
    public List<Path> taskFilesOr(List<Path> given) throws IOException {
        if (!given.isEmpty()) {
            return given.stream().map(around.directory()::resolve).toList();
        }
        List<Path> all = taskFiles();
        if (all.isEmpty()) {
            throw UserError.failed(
                    "there is no tasks/*.yaml in " + directory + "; name task files, or say --workspace");
        }
        return all;
    }

    /** A path as a person would write it: relative to where they are, if it lies below. */
    public String shown(Path path) {
        Path absolute = around.directory().resolve(path).normalize();
        if (absolute.equals(around.directory())) {
            return ".";
        }
        return absolute.startsWith(around.directory())
                ? around.directory().relativize(absolute).toString()
                : absolute.toString();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Stream.of(
                        Optional.ofNullable(queue),
                        Optional.ofNullable(store),
                        Optional.ofNullable(registry),
                        Optional.ofNullable(server))
                .flatMap(Optional::stream)
                .forEach(Workspace::close);
        try {
            Runtime.getRuntime().removeShutdownHook(leaving);
        } catch (IllegalStateException endingAlready) {
            // then the hook finds everything closed
        }
    }

    private static void close(AutoCloseable backEnd) {
        try {
            backEnd.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing " + backEnd, e);
        }
    }
}
