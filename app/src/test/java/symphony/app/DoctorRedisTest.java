package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import symphony.servers.RedisProcess;

/** What {@code symphony doctor} finds in Redis servers that are set up for something else. */
class DoctorRedisTest {
    @TempDir
    Path directory;

    private RedisProcess server(String... settings) {
        int port = RedisProcess.freePort();
        List<String> all = new ArrayList<>(List.of("--port", "" + port, "--save", ""));
        all.addAll(List.of(settings));
        return new RedisProcess(directory.resolve("server"), port, all);
    }

    private Cli.Answer doctor(String login, RedisProcess server) {
        String url = "redis://" + login + "127.0.0.1:" + server.port() + "/0";
        return new InProcess(directory, Map.of("SYMPHONY_REDIS_URL", url)).run("doctor");
    }

    @Test
    void a_user_who_may_only_read_is_told_where_its_rules_are() {
        try (RedisProcess server = server()) {
            try (Jedis cli = new Jedis("127.0.0.1", server.port())) {
                cli.aclSetUser("reader", "on", ">planted", "~*", "+@all", "-@write");
            }
            Cli.Answer answer = doctor("reader:planted@", server);
            answer.refuses(1, "error redis-read-only");
            assertThat(answer.err()).contains("docs/how-to/secure-redis.md");
            assertThat(answer.out() + answer.err()).doesNotContain("planted");
        }
    }

    @Test
    void a_cluster_is_told() {
        try (RedisProcess server = server("--cluster-enabled", "yes")) {
            doctor("", server).refuses(1, "error redis-cluster");
            String url = "redis://127.0.0.1:" + server.port() + "/0";
            new InProcess(directory, Map.of("SYMPHONY_REDIS_URL", url))
                    .run("status", "--once")
                    .refuses(1, "is a Redis Cluster");
        }
    }

    @Test
    void a_server_whose_disk_takes_no_more_is_told() throws IOException {
        try (RedisProcess server = server()) {
            try (Jedis cli = new Jedis("127.0.0.1", server.port())) {
                removeItsFolder();
                cli.bgsave();
                await().until(() -> cli.info("persistence").contains("rdb_last_bgsave_status:err"));
            }
            doctor("", server).refuses(1, "error redis-cannot-save");
        }
    }

    private void removeItsFolder() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory.resolve("server"))) {
            all = walk.toList();
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.delete(all.get(i));
        }
    }
}
