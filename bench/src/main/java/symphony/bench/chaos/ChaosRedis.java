package symphony.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import symphony.redis.embedded.EmbeddedRedis;
import symphony.servers.Certificates;
import symphony.servers.RedisProcess;

/** A server of our own that writes its log to disk, is killed and comes back on the same port. */
final class ChaosRedis implements AutoCloseable {
    private static final int ANSWER_MS = 60_000;

    private final Path folder;
    private final int port;
    private final Optional<Encryption> encryption;
    private EmbeddedRedis server;
    private long pid;

    /** A second port, for those who come as a fleet does. */
    private record Encryption(int port, Path authority, Path certificate, Path key) {}

    ChaosRedis(Path folder) throws IOException {
        this(folder, Optional.empty());
    }

    /** @param certificates of a port that speaks TLS, beside the plain one; empty: there is none */
    ChaosRedis(Path folder, Optional<Certificates> certificates) throws IOException {
        this.folder = folder;
        this.port = RedisProcess.freePort();
        this.encryption = certificates.map(all -> new Encryption(
                RedisProcess.freePort(), all.authority(), all.sign("redis", "dns:localhost"), all.key("redis")));
        this.server = EmbeddedRedis.open(folder, port);
        if (server.port() != port) {
            throw new IOException("port " + port + " was taken from us");
        }
        this.pid = askPid();
        encrypt();
    }

    private void encrypt() {
        encryption.ifPresent(with -> {
            try (Jedis redis = connect()) {
                redis.configSet("tls-ca-cert-file", with.authority().toString());
                redis.configSet("tls-cert-file", with.certificate().toString());
                redis.configSet("tls-key-file", with.key().toString());
                redis.configSet("tls-port", Integer.toString(with.port()));
            }
        });
    }

    int port() {
        return port;
    }

    /** Where workers come in: by TLS where there is any. */
    int workersPort() {
        return encryption.map(Encryption::port).orElse(port);
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
        encrypt();
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
