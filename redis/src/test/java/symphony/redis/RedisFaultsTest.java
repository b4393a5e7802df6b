package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.redis.embedded.EmbeddedRedis;

/** What becomes of claims and queues when Redis or the network fails. */
class RedisFaultsTest extends WithOneWorker {
    @Test
    void claims_outlive_a_flush_and_count_as_pending_again() {
        queue.enqueue(SampleTasks.detections("s", 3));
        Claim first = worker.claim(0, DETECTION).orElseThrow();
        Claim second = worker.claim(1, DETECTION).orElseThrow();
        server.cli().flushAll();
        assertThat(worker.renew()).isEmpty();
        assertThat(queue.pending(first.task().root()))
                .containsExactlyInAnyOrder(
                        first.task().identity(), second.task().identity());
        assertThat(queue.enqueue(SampleTasks.detections("s", 3))).isEqualTo(1);
        assertThat(worker.complete(first)).isTrue();
        assertThat(worker.complete(second)).isTrue();
        assertThat(worker.claim(0, DETECTION)).isPresent();
    }

    @Test
    void a_claim_completes_although_redis_was_flushed_since() {
        queue.enqueue(SampleTasks.detections("s", 1));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli().flushAll();
        server.cli().scriptFlush();
        assertThat(worker.completeAndClaim(claim, DETECTION)).isEmpty();
        assertThat(server.cli().keys("symphony:ids:*")).isEmpty();
    }

    @Test
    void a_flush_forgets_what_was_cancelled_and_a_snapshot_remembers_it() {
        queue.control().cancel("s");
        List<String> saved = new ArrayList<>();
        queue.control().save(saved::add);
        server.cli().flushAll();
        assertThat(queue.control().cancelled()).isEmpty();
        queue.control().restore(saved.stream());
        assertThat(queue.control().cancelled()).containsExactly("s");
        assertThat(queue.enqueue(SampleTasks.detections("s", 1))).isZero();
    }

    @Test
    void a_reaped_worker_keeps_nothing_although_it_registers_again() {
        queue.enqueue(SampleTasks.detections("s", 1));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli().zadd("symphony:workers", 0, "w");
        server.cli().hset("symphony:lease:w", "lease", "1"); // or Redis's own start counts as the cause
        try (Membership other = join(queue, "other")) {
            other.maintain();
            assertThat(worker.renew()).containsExactly(claim);
            assertThat(other.claim(0, DETECTION)).isPresent();
        }
    }

    @Test
    void work_goes_on_over_a_restart_of_redis(@TempDir Path workspace) {
        int port = TestServer.freePort();
        EmbeddedRedis first = EmbeddedRedis.open(workspace, port);
        try (RedisTaskQueue here = RedisTaskQueue.connect(first.uri(), RETRIES);
                Membership w = join(here, "w")) {
            here.enqueue(SampleTasks.detections("s", 2));
            Claim claim = w.claim(0, DETECTION).orElseThrow();
            first.close();
            assertThatThrownBy(w::renew).isInstanceOf(QueueUnavailable.class).hasMessageContaining("127.0.0.1:" + port);
            try (EmbeddedRedis second = EmbeddedRedis.open(workspace, port)) {
                assertThat(second.port()).isEqualTo(port);
                assertThat(w.renew()).isEmpty();
                Claim next = w.completeAndClaim(claim, DETECTION).orElseThrow();
                assertThat(next.task()).isEqualTo(SampleTasks.detection("s", 2));
                assertThat(w.complete(next)).isTrue();
            }
        }
    }

    @Test
    void a_claim_released_while_redis_is_away_goes_back_when_it_is_there_again(@TempDir Path workspace) {
        int port = TestServer.freePort();
        EmbeddedRedis first = EmbeddedRedis.open(workspace, port);
        try (RedisTaskQueue here = RedisTaskQueue.connect(first.uri(), RETRIES);
                Membership w = join(here, "w")) {
            here.enqueue(SampleTasks.detections("s", 2));
            Claim claim = w.claim(0, DETECTION).orElseThrow();
            first.close();
            assertThatThrownBy(() -> w.release(claim)).isInstanceOf(QueueUnavailable.class);
            try (EmbeddedRedis second = EmbeddedRedis.open(workspace, port)) {
                assertThat(second.port()).isEqualTo(port);
                Claim again = w.claim(0, DETECTION).orElseThrow();
                assertThat(again.task()).isEqualTo(claim.task());
                assertThat(w.complete(claim)).isFalse();
                assertThat(w.complete(again)).isTrue();
            }
        }
    }

    @Test
    void a_claim_that_redis_alone_knows_of_goes_back_to_the_head() {
        queue.enqueue(SampleTasks.detections("s", 2));
        String line = server.cli().lpop("detection:s");
        server.cli().hset("symphony:lease:w", "m2", "w-0 detection:s");
        server.cli().hset("symphony:lease:w", "l2", line);
        worker.renew();
        assertThat(server.cli().lindex("detection:s", 0)).isEqualTo(line);
    }

    @Test
    void scripts_that_redis_forgot_are_sent_again() {
        queue.enqueue(SampleTasks.detections("s", 2));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli().scriptFlush();
        assertThat(queue.enqueue(SampleTasks.detections("t", 600))).isEqualTo(600);
        server.cli().scriptFlush();
        assertThat(worker.completeAndClaim(claim, DETECTION)).isPresent();
    }

    @Test
    void after_a_stall_of_redis_nobody_is_reaped_by_one_who_is_late_as_well() {
        queue.enqueue(SampleTasks.detections("s", 1));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli().hset("symphony:lease:w", "lease", "1");
        try (Membership other = join(queue, "other")) {
            server.cli().zadd("symphony:workers", Map.of("w", 0.0, "other", 0.0));
            other.maintain();
            assertThat(server.cli().llen("detection:s")).isZero();
            other.renew();
            await().until(() -> {
                other.maintain();
                return server.cli().llen("detection:s") == 1;
            });
            assertThat(worker.complete(claim)).isFalse();
        }
    }

    @Test
    void after_a_start_of_redis_workers_have_their_lease_to_come_back() {
        queue.enqueue(SampleTasks.detections("s", 1));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli()
                .hset(
                        "symphony:lease:w",
                        "lease",
                        Long.toString(Duration.ofDays(1).toMillis()));
        server.cli().zadd("symphony:workers", 0, "w"); // as a Redis that was away would bring it back
        try (Membership other = join(queue, "other")) {
            other.maintain();
            assertThat(worker.renew()).isEmpty();
            assertThat(worker.complete(claim)).isTrue();
        }
    }

    @Test
    void a_late_copy_of_a_claim_takes_nothing() {
        queue.enqueue(SampleTasks.detections("s", 2));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        worker.complete(claim);
        assertThat(claimedAgain(claim)).hasSize(3);
        assertThat(server.cli().llen("detection:s")).isEqualTo(1);
    }

    @Test
    void a_late_copy_of_a_claim_that_was_cancelled_takes_nothing() {
        queue.enqueue(SampleTasks.detections("s", 1));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        queue.control().cancel("s");
        queue.enqueue(SampleTasks.detections("other", 1));
        assertThat(claimedAgain(claim)).hasSize(3);
        assertThat(server.cli().llen("detection:other")).isEqualTo(1);
        assertThat(worker.complete(claim)).isFalse();
    }

    /** What Redis answers to a copy of the claim's call that was long under way. */
    private List<?> claimedAgain(Claim claim) {
        try (RedisLink link = new RedisLink(RedisServer.of(server.uri(), OptionalInt.empty()), false)) {
            String epoch = server.cli().get("symphony:epoch");
            return Replies.list(link.eval(
                    Script.CLAIM,
                    List.of("symphony:lease:w"),
                    List.of(epoch, "w", "4", "0", "0", "", "0", "1", "0", claim.token(), "detection")));
        }
    }

    @Test
    void idle_workers_cost_few_commands() {
        try (Membership other = join(queue, "other")) {
            worker.maintain();
            other.maintain();
            server.cli().configResetStat();
            for (int i = 0; i < 20; i++) {
                other.maintain(); // another one is elected, and for how long it has been told
            }
            other.claim(0, DETECTION);
            other.awaitWork(DETECTION, Duration.ofMillis(20));
            other.renew();
            String stats = server.cli().info("commandstats");
            assertThat(calls(stats, "eval") + calls(stats, "evalsha") + calls(stats, "blpop"))
                    .isEqualTo(3);
        }
    }

    private static long calls(String stats, String command) {
        return stats.lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst("^.*?calls=([0-9]+),.*$", "$1")))
                .sum();
    }

    @Test
    void without_memory_new_tasks_are_refused_and_queued_ones_served() {
        queue.enqueue(SampleTasks.detections("s", 4));
        server.cli().set("detection:broken", "no list");
        server.cli().configSet("maxmemory", "1");
        try {
            for (int count : FEW_AND_MANY) {
                assertThatThrownBy(() -> queue.enqueue(SampleTasks.detections("t", count)))
                        .isInstanceOf(QueueUnavailable.class)
                        .hasMessageContaining("no memory left");
                assertThat(server.cli().keys("*:t")).isEmpty();
            }
            assertThat(worker.renew()).isEmpty();
            Claim claim = worker.claim(0, DETECTION).orElseThrow();
            assertThat(worker.fail(claim, new Failure("exit 1", "", true, false)))
                    .isTrue();
            assertThat(worker.release(worker.claim(0, DETECTION).orElseThrow())).isTrue();
            assertThat(worker.complete(worker.claim(0, DETECTION).orElseThrow()))
                    .isTrue();
            assertThat(worker.fail(worker.claim(0, DETECTION).orElseThrow(), new Failure("bad", "", true, true)))
                    .isTrue();
            worker.maintain();
            join(queue, "late").close();
        } finally {
            server.cli().configSet("maxmemory", "0");
        }
    }

    @Test
    void tasks_are_added_although_redis_forgot_the_scripts() {
        queue.enqueue(SampleTasks.detections("s", 1));
        server.cli().scriptFlush();
        assertThat(queue.enqueue(SampleTasks.detections("s", 2))).isEqualTo(1);
        server.cli().scriptFlush();
        assertThat(queue.enqueue(SampleTasks.detections("s", 100))).isEqualTo(98);
        assertThat(server.cli().llen("detection:s")).isEqualTo(100);
    }

    @Test
    void a_replica_is_named_as_such() {
        server.cli().replicaof("127.0.0.1", TestServer.freePort());
        try {
            assertThatThrownBy(() -> queue.enqueue(SampleTasks.detections("s", 1)))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("replica");
        } finally {
            server.cli().replicaofNoOne();
        }
    }

    @Test
    void a_server_that_is_away_and_a_wrong_password_are_told_without_credentials() {
        URI away = URI.create("redis://:topsecret@127.0.0.1:" + TestServer.freePort() + "/0");
        assertThatThrownBy(() -> RedisTaskQueue.connect(away, RETRIES))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("127.0.0.1:" + away.getPort())
                .hasMessageNotContaining("topsecret");
        server.cli().configSet("requirepass", "right");
        try {
            URI wrong =
                    URI.create("redis://:topsecret@127.0.0.1:" + server.uri().getPort() + "/0");
            assertThatThrownBy(() -> RedisTaskQueue.connect(wrong, RETRIES))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("refuses user or password")
                    .hasMessageNotContaining("topsecret");
            assertThatThrownBy(() -> RedisTaskQueue.connect(server.uri(), RETRIES))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("refuses user or password");
            RedisTaskQueue.connect(URI.create(wrong.toString().replace("topsecret", "right")), RETRIES)
                    .close();
        } finally {
            server.cli().configSet("requirepass", "");
        }
    }

    @Test
    void the_database_given_wins_over_the_urls() {
        URI url = URI.create(server.uri().toString().replaceFirst("/0$", "/1"));
        try (RedisTaskQueue two = RedisTaskQueue.connect(url, OptionalInt.of(2), RETRIES)) {
            two.enqueue(SampleTasks.detections("s", 1));
        }
        try (Jedis cli = new Jedis(server.uri())) {
            cli.select(2);
            assertThat(cli.llen("detection:s")).isEqualTo(1);
        }
    }

    @Test
    void the_tasks_of_a_killed_worker_are_served_by_another() throws Exception {
        queue.enqueue(SampleTasks.detections("s", 2));
        Process killed = ChildJvm.start(ClaimAndHang.class, server.uri().toString());
        assertThat(ChildJvm.line(killed)).isEqualTo("claimed");
        assertThat(server.cli().llen("detection:s")).isEqualTo(1);
        killed.destroyForcibly().waitFor();
        await().until(() -> {
            worker.maintain();
            return server.cli().llen("detection:s") == 2;
        });
        assertThat(worker.claim(0, DETECTION).orElseThrow().task()).isEqualTo(SampleTasks.detection("s", 1));
    }

    /** A worker that takes a task and then says nothing more. */
    static final class ClaimAndHang {
        public static void main(String[] args) throws InterruptedException {
            RedisTaskQueue queue = RedisTaskQueue.connect(URI.create(args[0]), RETRIES);
            Membership worker = queue.join(new WorkerDescription("killed", "host", Role.ALL, 1), Duration.ofSeconds(1));
            System.out.println(worker.claim(0, DETECTION).isPresent() ? "claimed" : "nothing there");
            Thread.currentThread().join();
        }
    }
}
