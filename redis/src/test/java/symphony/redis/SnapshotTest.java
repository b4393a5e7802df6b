package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;

/** What a snapshot brings back after a wipe is what there was. */
class SnapshotTest {
    private static final RetryPolicy LATER = new RetryPolicy(3, Duration.ofHours(1), Duration.ofHours(1));
    private static final List<Role> DETECTION = List.of(Role.DETECTION);
    private static TestServer server;

    @BeforeContainer
    static void startServer() {
        server = TestServer.start();
    }

    @AfterContainer
    static void stopServer() {
        server.close();
    }

    @Property(tries = 30)
    void a_snapshot_put_back_gives_the_same_state(@ForAll @Size(max = 40) List<@IntRange(max = 11) Integer> acts) {
        server.cli().flushAll();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(server.uri(), LATER)) {
            try (Membership worker = join(queue, "w")) {
                for (int i = 0; i < acts.size(); i++) {
                    act(queue, worker, acts.get(i), i);
                }
            }
            List<String> before = save(queue);
            server.cli().flushAll();
            queue.control().restore(before.stream());
            List<String> after = save(queue);
            assertThat(after).containsExactlyInAnyOrderElementsOf(before);
            for (String session : List.of("a", "b", "c")) {
                assertThat(of(session, after)).isEqualTo(of(session, before));
            }
        }
    }

    private static List<String> save(RedisTaskQueue queue) {
        List<String> lines = new ArrayList<>();
        queue.control().save(lines::add);
        return lines;
    }

    private static List<String> of(String session, List<String> saved) {
        String queue = "\"kind\":\"waiting\",\"queue\":\"detection:" + session + "\"";
        return saved.stream().filter(line -> line.contains(queue)).toList();
    }

    private static Membership join(RedisTaskQueue queue, String id) {
        return queue.join(new WorkerDescription(id, "host", Role.ALL, 4), Duration.ofSeconds(60));
    }

    private static void act(RedisTaskQueue queue, Membership worker, int act, int number) {
        String session = List.of("a", "b", "c").get(act % 3);
        switch (act) {
            case 0, 1, 2 -> queue.enqueue(List.of(SampleTasks.detection(session, number + 1)));
            case 3, 4 ->
                claimed(worker).ifPresent(c -> worker.fail(c, new Failure("exit " + number, "log", true, false)));
            case 5 -> claimed(worker).ifPresent(c -> worker.fail(c, new Failure("bad", "log", true, true)));
            case 6, 7 -> die(queue, worker, "dies" + number);
            case 8 -> queue.control().pause(QueueSelector.ofSession(session));
            case 9 -> queue.control().weigh(session, 1 + number % 5);
            case 10 -> queue.control().cancel(session);
            default ->
                server.cli().rpush(("detection:" + session).getBytes(StandardCharsets.UTF_8), new byte[] {
                    (byte) 0xff, (byte) number
                });
        }
    }

    private static Optional<Claim> claimed(Membership worker) {
        return worker.claim(0, DETECTION);
    }

    private static void die(RedisTaskQueue queue, Membership survivor, String id) {
        try (Membership dies = join(queue, id)) {
            dies.claim(0, DETECTION);
            server.cli().zadd("symphony:workers", 0, id);
            server.cli().hset("symphony:lease:" + id, "lease", "-100000");
            survivor.maintain();
        }
    }
}
