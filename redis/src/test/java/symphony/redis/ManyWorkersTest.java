package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ZAddParams;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.TaskIdentity;

/** Workers that stall past their leases, fail, release, leave and come back, all at once. */
class ManyWorkersTest {
    private static final int WORKERS = 4;
    private static final int TASKS = 120;
    private static final List<Role> DETECTION = List.of(Role.DETECTION);
    private static final RetryPolicy FOREVER = new RetryPolicy(1_000_000, Duration.ofMillis(1), Duration.ofMillis(4));
    private static TestServer server;

    private final Map<TaskIdentity, Integer> completed = new ConcurrentHashMap<>();

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void every_task_completes_once_and_nothing_stays_behind(long seed) throws Exception {
        server.cli().flushAll();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(server.uri(), FOREVER)) {
            for (String session : List.of("a", "b", "c")) {
                queue.enqueue(SampleTasks.detections(session, TASKS));
            }
            ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < WORKERS; w++) {
                String id = "w" + w;
                Random random = new Random(seed * WORKERS + w);
                all.add(threads.submit(() -> work(queue, id, random)));
            }
            for (Future<?> each : all) {
                each.get();
            }
            threads.shutdown();
            assertThat(completed).hasSize(3 * TASKS);
            assertThat(completed.values()).containsOnly(1);
            assertThat(queue.status().queues()).isEmpty();
            assertThat(queue.status().dead()).isEmpty();
            assertThat(server.cli().keys("symphony:ids:*")).isEmpty();
            assertThat(server.cli().keys("symphony:delayed*")).isEmpty();
            assertThat(server.cli().keys("symphony:lease:*")).isEmpty();
        }
    }

    private void work(RedisTaskQueue queue, String id, Random random) {
        try (Jedis cli = new Jedis(server.uri())) {
            Membership worker = join(queue, id);
            while (completed.size() < 3 * TASKS) {
                worker.maintain();
                for (int slot = 0; slot < 3; slot++) {
                    Optional<Claim> claim = worker.claim(slot, DETECTION);
                    if (claim.isPresent()) {
                        settle(worker, claim.get(), random, cli, id);
                    }
                }
                worker.renew();
                if (random.nextInt(20) == 0) {
                    worker.claim(0, DETECTION);
                    worker.close();
                    worker = join(queue, id);
                }
            }
            worker.close();
        }
    }

    private void settle(Membership worker, Claim claim, Random random, Jedis cli, String id) {
        switch (random.nextInt(8)) {
            case 0 -> worker.fail(claim, new Failure("exit 1", "", random.nextBoolean(), false));
            case 1 -> worker.release(claim);
            case 2 -> {
                // Silent for longer than its lease; whoever maintains next may reap it before it completes.
                cli.zadd(
                        "symphony:workers",
                        Map.of(id, 0.0),
                        ZAddParams.zAddParams().xx());
                worker.maintain();
                complete(worker, claim);
            }
            default -> complete(worker, claim);
        }
    }

    private void complete(Membership worker, Claim claim) {
        if (worker.complete(claim)) {
            completed.merge(claim.task().identity(), 1, Integer::sum);
        }
    }

    private static Membership join(RedisTaskQueue queue, String id) {
        return queue.join(new WorkerDescription(id, "host", Role.ALL, 3), Duration.ofSeconds(1));
    }
}
