package symphony.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import symphony.redis.embedded.EmbeddedRedis;

/** A Redis server of this run's own, in a temporary folder, that keeps nothing on disk unless so asked. */
public final class BenchRedis implements AutoCloseable {
    private static final int PORT = 19_376;

    private final TemporaryFolder folder;
    private final EmbeddedRedis server;

    private BenchRedis(TemporaryFolder folder, EmbeddedRedis server) {
        this.folder = folder;
        this.server = server;
    }

    /** @param appendOnly whether writes are logged to disk, each second, as a workspace's own server does */
    public static BenchRedis start(boolean appendOnly) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("bench-redis");
        BenchRedis redis = new BenchRedis(folder, EmbeddedRedis.open(folder.path(), PORT));
        if (!appendOnly) {
            try (Jedis jedis = redis.connect()) {
                jedis.configSet("appendonly", "no");
            }
        }
        return redis;
    }

    public URI uri() {
        return server.uri();
    }

    public Jedis connect() {
        return new Jedis(uri());
    }

    /** @param sockets makes the socket that is used, not connected yet */
    public Jedis connect(Supplier<Socket> sockets) {
        return new Jedis(() -> {
            Socket socket = sockets.get();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(uri().getHost(), uri().getPort()));
                return socket;
            } catch (IOException e) {
                throw new JedisConnectionException(e);
            }
        });
    }

    public void flush() {
        try (Jedis jedis = connect()) {
            jedis.flushAll();
        }
    }

    public String version() {
        try (Jedis jedis = connect()) {
            return jedis.info("server")
                    .lines()
                    .filter(l -> l.startsWith("redis_version:"))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }
}
