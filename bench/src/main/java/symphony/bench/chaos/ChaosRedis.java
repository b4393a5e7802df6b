package symphony.bench.chaos;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import symphony.redis.embedded.EmbeddedRedis;

/** A server of our own that writes its log to disk, is killed and comes back on the same port. */
final class ChaosRedis implements AutoCloseable {
    private static final int ANSWER_MS = 60_000;

    private final Path folder;
    private final int port;
    private EmbeddedRedis server;
    private long pid;

    ChaosRedis(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        this.server = EmbeddedRedis.open(folder, port);
        if (server.port() != port) {
            throw new IOException("port " + port + " was taken from us");
        }
        this.pid = askPid();
    }

    int port() {
        return port;
    }

    URI uri() {
        return server.uri();
    }

    Jedis connect() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .socketTimeoutMillis(ANSWER_MS)
                        .build());
    }

    /** Known also while the server is stopped. */
    long pid() {
        return pid;
    }

    private long askPid() {
        try (Jedis redis = connect()) {
            return redis.info("server")
                    .lines()
                    .filter(l -> l.startsWith("process_id:"))
                    .mapToLong(
                            l -> Long.parseLong(l.substring(l.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    void kill() {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As the next command of a workspace would find it: with what its log held. */
    void restart() throws IOException {
        server.close();
        server = EmbeddedRedis.open(folder, port);
        if (server.port() != port) {
            throw new IOException("Redis came back on port " + server.port() + " instead of " + port);
        }
        pid = askPid();
    }

    void flush() {
        try (Jedis redis = connect()) {
            redis.flushAll();
        }
    }

    /** How many workers it believes to live, or is yet to reap. */
    long workers() {
        try (Jedis redis = connect()) {
            return redis.zcard("symphony:workers");
        }
    }

    Set<String> keys() {
        try (Jedis redis = connect()) {
            return new TreeSet<>(redis.keys("*"));
        }
    }

    String version() {
        try (Jedis redis = connect()) {
            return redis.info("server")
                    .lines()
                    .filter(l -> l.startsWith("redis_version:"))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (JedisException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
