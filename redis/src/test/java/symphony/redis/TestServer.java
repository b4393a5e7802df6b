package symphony.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.clients.jedis.Jedis;
import symphony.redis.embedded.EmbeddedRedis;

/** A real server in a temporary folder, and a client of it as redis-cli would be. */
final class TestServer implements AutoCloseable {
    private final EmbeddedRedis server;
    private final Jedis cli;

    private TestServer(EmbeddedRedis server) {
        this.server = server;
        this.cli = new Jedis(server.uri());
    }

    static TestServer start() {
        try {
            return new TestServer(EmbeddedRedis.open(Files.createTempDirectory("redis test "), freePort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestServer in(Path workspace) {
        return new TestServer(EmbeddedRedis.open(workspace, freePort()));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return server.uri();
    }

    Jedis cli() {
        return cli;
    }

    @Override
    public void close() {
        cli.close();
        server.close();
    }
}
