package symphony.redis.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import symphony.core.queue.QueueUnavailable;

/**
 * The use of a workspace's own Redis server. All commands of a workspace share one server; it is a process of its own,
 * lives as long as anyone uses it, and keeps its queues in the workspace from one life to the next.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final long RESPONSE_NANOS = 15_000_000_000L;

    private final Path data;
    private final UseLock lock;
    private final ServerRecord server;
    private boolean closed;

    private EmbeddedRedis(Path data, UseLock lock, ServerRecord server) {
        this.data = data;
        this.lock = lock;
        this.server = server;
    }

    /** {@link #open(Path, int, Consumer)} in silence. */
    public static EmbeddedRedis open(Path workspace, int preferredPort) {
        return open(workspace, preferredPort, message -> {});
    }

    /**
     * Starts the workspace's server, or joins in the use of the one that runs.
     *
     * @param workspace its server's files lie in {@code .symphony/redis/} there
     * @param preferredPort the next free one is taken where this one is not free
     * @param messages told where another port or another server program was taken than preferred
     * @throws QueueUnavailable where no server can be started; says why
     */
    public static EmbeddedRedis open(Path workspace, int preferredPort, Consumer<String> messages) {
        return open(
                workspace,
                preferredPort,
                Optional.ofNullable(System.getenv("PATH")).orElse(""),
                messages);
    }

    static EmbeddedRedis open(Path workspace, int preferredPort, String searchPath, Consumer<String> messages) {
        Path folder = workspace.resolve(".symphony").resolve("redis");
        try {
            Files.createDirectories(folder);
            Path data = folder.toRealPath();
            UseLock lock = UseLock.of(data);
            ServerRecord server = lock.enter(() -> {
                Optional<ServerRecord> running = running(data);
                return running.isPresent() ? running.get() : start(data, preferredPort, searchPath, messages);
            });
            return new EmbeddedRedis(data, lock, server);
        } catch (IOException e) {
            throw new QueueUnavailable(
                    "the workspace's Redis cannot be started: " + e.getMessage() + ". Is " + folder + " writable?", e);
        }
    }

    /** Whether the workspace's server runs; starts none. */
    public static boolean isRunning(Path workspace) {
        Path folder = workspace.resolve(".symphony").resolve("redis");
        try {
            return Files.isDirectory(folder) && running(folder.toRealPath()).isPresent();
        } catch (IOException e) {
            return false; // a record that cannot be read is as good as none
        }
    }

    /** The server that the workspace's record names, if it lives, answers and is ours; a number may be another's by now. */
    private static Optional<ServerRecord> running(Path data) throws IOException {
        Optional<ServerRecord> record = ServerRecord.read(data).filter(ServerRecord::isAlive);
        long end = System.nanoTime() + RESPONSE_NANOS;
        while (record.isPresent() && record.get().isAlive()) {
            ServerRecord known = record.get();
            Optional<Long> pid = new ServerProbe(known.port()).processIn(data);
            if (pid.isPresent()) {
                return Optional.of(new ServerRecord(pid.get(), known.port()));
            }
            if (!isRedis(known.pid()) || System.nanoTime() - end > 0) {
                return Optional.empty();
            }
            // Ours, most likely, and still loading: two servers on one file would spoil it.
            LockSupport.parkNanos(20_000_000);
        }
        return Optional.empty();
    }

    private static boolean isRedis(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.contains("redis") || command.contains("valkey"))
                .isPresent();
    }

    private static ServerRecord start(Path data, int preferredPort, String searchPath, Consumer<String> messages)
            throws IOException {
        Path binary = new ServerBinary(data.resolve("bin"), searchPath, messages).find();
        ServerRecord server = new ServerStart(binary, data, data.resolve("server.log"), searchPath).from(preferredPort);
        server.write(data);
        if (server.port() != preferredPort) {
            messages.accept(
                    "Port " + preferredPort + " is taken; this workspace's Redis listens on " + server.port() + ".");
        }
        return server;
    }

    /** As {@code RedisTaskQueue.connect} takes it. */
    public URI uri() {
        return URI.create("redis://" + ServerProbe.HOST + ":" + server.port() + "/0");
    }

    public int port() {
        return server.port();
    }

    /** Leaves; whoever leaves last shuts the server down. What waits in queues is there again when it is next opened. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            lock.exit(() -> {
                if (running(data).isPresent()) {
                    new ServerProbe(server.port()).shutDown();
                }
                ServerRecord.remove(data);
                return true;
            });
        } catch (IOException e) {
            throw new QueueUnavailable("the workspace's Redis was not shut down: " + e.getMessage(), e);
        }
    }
}
