package symphony.bench.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import symphony.servers.RedisProcess;

/** Two servers, of which one is the other's replica, and a sentinel. */
final class SentinelServers implements AutoCloseable {
    private static final String MASTER = "vines";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final RedisProcess one;
    private final RedisProcess other;
    private final RedisProcess sentinel;

    /** The first is the master when this is made, and the second follows it. */
    SentinelServers(Path folder) throws IOException {
        this.folder = folder;
        one = server();
        other = server("--replicaof", "127.0.0.1", Integer.toString(one.port()));
        int port = RedisProcess.freePort();
        Path settings = Files.writeString(
                folder.resolve("sentinel.conf"),
                """
                port %d
                bind 127.0.0.1
                sentinel monitor vines 127.0.0.1 %d 1
                sentinel down-after-milliseconds vines 1000
                sentinel failover-timeout vines 3000
                """
                        .formatted(port, one.port()));
        sentinel = new RedisProcess(folder, port, List.of(settings.toString(), "--sentinel"));
        awaitFollower(other);
    }

    private RedisProcess server(String... more) {
        int port = RedisProcess.freePort();
        List<String> settings =
                new ArrayList<>(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
        settings.addAll(List.of(more));
        return new RedisProcess(folder.resolve("server " + port), port, settings);
    }

    RedisProcess one() {
        return one;
    }

    RedisProcess other() {
        return other;
    }

    URI uri() {
        return URI.create("redis+sentinel://127.0.0.1:" + sentinel.port() + "/" + MASTER + "/0");
    }

    /** A planned one; returns when the other is a master, which the former still takes itself for. */
    void failOver(RedisProcess to) {
        try (Jedis cli = new Jedis("127.0.0.1", sentinel.port())) {
            cli.sentinelFailover(MASTER);
        }
        awaitMaster(to);
    }

    void awaitMaster(RedisProcess server) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> role(server).equals("master"));
    }

    /** Until it is the only replica, and has all that its master has. */
    void awaitFollower(RedisProcess server) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (Jedis cli = new Jedis("127.0.0.1", sentinel.port())) {
                return role(server).equals("slave")
                        && cli.sentinelReplicas(MASTER).stream()
                                .anyMatch(r -> "ok".equals(r.get("master-link-status"))
                                        && Integer.toString(server.port()).equals(r.get("port")));
            }
        });
    }

    /** From now on what the master takes goes no further. */
    void partTheReplica(RedisProcess replica, RedisProcess master) {
        try (Jedis cli = new Jedis("127.0.0.1", replica.port())) {
            cli.configSet("masterauth", "none that it would know");
        }
        try (Jedis cli = new Jedis("127.0.0.1", master.port())) {
            cli.sendCommand(redis.clients.jedis.Protocol.Command.CLIENT, "KILL", "TYPE", "replica");
        }
        await().atMost(PATIENCE).until(() -> info(replica, "master_link_status").equals("down"));
    }

    /** How far a server's history has come. */
    long offset(RedisProcess server) {
        return Long.parseLong(info(server, role(server).equals("master") ? "master_repl_offset" : "slave_repl_offset"));
    }

    private static String info(RedisProcess server, String field) {
        try (Jedis cli = new Jedis("127.0.0.1", server.port())) {
            return cli.info("replication")
                    .lines()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.substring(field.length() + 1).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Asked anew each time: a server that changes its role hangs up. */
    private static String role(RedisProcess server) {
        try (Jedis cli = new Jedis("127.0.0.1", server.port())) {
            return String.valueOf(cli.role().get(0));
        }
    }

    @Override
    public void close() {
        sentinel.close();
        other.close();
        one.close();
    }
}
