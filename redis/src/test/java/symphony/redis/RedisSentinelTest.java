package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;
import symphony.redis.RedisServer.Login;
import symphony.servers.RedisProcess;

/** A master, its replica and a sentinel with a password, all real processes; the master dies in the middle of a run. */
class RedisSentinelTest {
    private static final RetryPolicy RETRIES = new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(40));
    private static final List<Task> TASKS = SampleTasks.detections("s", 300);
    private static final Login SENTINEL_LOGIN = new Login(Optional.empty(), Optional.of("watchword"));

    @TempDir
    Path folder;

    private RedisProcess master;
    private RedisProcess replica;
    private RedisProcess sentinel;

    @BeforeEach
    void startServers() throws IOException {
        int port = TestServer.freePort();
        master = server(port);
        int other = TestServer.freePort();
        replica = server(other, "--replicaof", "127.0.0.1", Integer.toString(port));
        int watcher = TestServer.freePort();
        Path settings = Files.writeString(
                folder.resolve("sentinel.conf"),
                """
                port %d
                bind 127.0.0.1
                requirepass watchword
                sentinel monitor vines 127.0.0.1 %d 1
                sentinel down-after-milliseconds vines 500
                sentinel failover-timeout vines 3000
                """
                        .formatted(watcher, port));
        sentinel = new RedisProcess(folder, watcher, List.of(settings.toString(), "--sentinel"));
        try (Jedis watching = new Jedis("127.0.0.1", watcher)) {
            watching.auth("watchword");
            await().until(() -> watching.sentinelReplicas("vines").stream()
                    .anyMatch(r -> "ok".equals(r.get("master-link-status"))));
        }
    }

    private RedisProcess server(int port, String... more) {
        List<String> settings =
                new ArrayList<>(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
        settings.addAll(List.of(more));
        return new RedisProcess(folder.resolve("server " + port), port, settings);
    }

    @AfterEach
    void stopServers() {
        sentinel.close();
        replica.close();
        master.close();
    }

    private RedisServer watched(Login login) {
        // The first of the sentinels is gone, as one may be.
        return RedisServer.of(
                URI.create("redis+sentinel://127.0.0.1:" + TestServer.freePort() + ",127.0.0.1:" + sentinel.port()
                        + "/vines/0"),
                new RedisServer.Options(OptionalInt.empty(), Login.NONE, login, TlsFiles.NONE));
    }

    @Test
    void a_run_goes_on_over_the_death_of_the_master_and_what_was_lost_is_enqueued_again() throws InterruptedException {
        Set<TaskIdentity> done = new HashSet<>();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(watched(SENTINEL_LOGIN), RETRIES);
                Membership worker =
                        queue.join(new WorkerDescription("w", "host", Role.ALL, 1), Duration.ofSeconds(60))) {
            queue.enqueue(TASKS);
            drain(worker, done, 100);
            master.kill();
            untilBack(worker);
            drain(worker, done, TASKS.size());
            queue.enqueue(
                    TASKS.stream().filter(t -> !done.contains(t.identity())).toList()); // as repair does
            drain(worker, done, TASKS.size());
        }
        assertThat(done).hasSize(TASKS.size());
        assertThat(role(replica)).isEqualTo("master");
    }

    private static void untilBack(Membership worker) {
        assertThatThrownBy(worker::renew).isInstanceOf(QueueUnavailable.class);
        await().ignoreExceptionsInstanceOf(QueueUnavailable.class).until(() -> {
            worker.renew();
            return true;
        });
    }

    /** Does tasks until so many are done, or none wait. */
    private static void drain(Membership worker, Set<TaskIdentity> done, int most) {
        Optional<Claim> claim = worker.claim(0, Role.ALL);
        while (claim.isPresent()) {
            done.add(claim.get().task().identity());
            if (done.size() < most) {
                claim = worker.completeAndClaim(claim.get(), Role.ALL);
            } else {
                worker.complete(claim.get());
                claim = Optional.empty();
            }
        }
    }

    @Test
    void a_master_that_was_demoted_is_left_for_the_new_one() {
        try (RedisTaskQueue queue = RedisTaskQueue.connect(watched(SENTINEL_LOGIN), RETRIES);
                Jedis watching = new Jedis("127.0.0.1", sentinel.port())) {
            queue.enqueue(TASKS.subList(0, 1));
            watching.auth("watchword");
            watching.sentinelFailover("vines");
            await().until(() -> role(replica).equals("master"));
            try (Jedis old = new Jedis("127.0.0.1", master.port())) {
                old.replicaof("127.0.0.1", replica.port()); // the sentinel does so too, some ten seconds later
            }
            assertThatThrownBy(() -> queue.enqueue(TASKS.subList(1, 2)))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("replica");
            await().ignoreExceptionsInstanceOf(QueueUnavailable.class)
                    .until(() -> queue.enqueue(TASKS.subList(1, 2)) == 1);
            try (Jedis promoted = new Jedis("127.0.0.1", replica.port())) {
                assertThat(promoted.llen("detection:s")).isEqualTo(2);
            }
        }
    }

    /** Asked anew each time: a server that changes its role hangs up. */
    private static String role(RedisProcess server) {
        try (Jedis cli = new Jedis("127.0.0.1", server.port())) {
            return String.valueOf(cli.role().get(0));
        }
    }

    @Test
    void a_sentinel_that_refuses_and_a_master_that_none_knows_are_told() {
        assertThatThrownBy(() -> RedisTaskQueue.connect(watched(Login.NONE), RETRIES))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("no sentinel tells where the master is")
                .hasMessageContaining("NOAUTH");
        RedisServer unknown = RedisServer.of(
                URI.create("redis+sentinel://127.0.0.1:" + sentinel.port() + "/grapes"),
                new RedisServer.Options(OptionalInt.empty(), Login.NONE, SENTINEL_LOGIN, TlsFiles.NONE));
        assertThatThrownBy(() -> RedisTaskQueue.connect(unknown, RETRIES))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("knows no master 'grapes'");
    }
}
