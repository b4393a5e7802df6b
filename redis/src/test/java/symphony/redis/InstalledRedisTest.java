package symphony.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The contract on the server that this machine has, where it has one: likely a newer one than ours. */
class InstalledRedisTest extends RedisContract {
    private static Process server;
    private static Jedis cli;
    private static URI uri;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        Optional<Path> program = Stream.of("redis-server", "valkey-server")
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(":"))
                        .map(place -> Path.of(place, name)))
                .filter(path -> path.toFile().canExecute())
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "no redis-server is installed");
        int port = TestServer.freePort();
        server = new ProcessBuilder(
                        program.orElseThrow().toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        uri = URI.create("redis://127.0.0.1:" + port + "/0");
        cli = await().ignoreExceptions()
                .until(() -> new Jedis(uri), jedis -> jedis.ping().equals("PONG"));
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        if (server != null) {
            cli.close();
            server.destroyForcibly().waitFor();
        }
    }

    @Override
    RedisUnderTest subject() {
        return new RedisUnderTest(uri, cli);
    }
}
