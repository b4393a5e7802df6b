package symphony.redis;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import symphony.core.queue.Membership;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;

/** A server for all tests of a class; for each an empty one, the queues on it, and one worker of four slots. */
abstract class WithOneWorker {
    static final List<Role> DETECTION = List.of(Role.DETECTION);
    static final RetryPolicy RETRIES = new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(40));

    /** Few tasks are enqueued by one command, many by transactions. */
    static final List<Integer> FEW_AND_MANY = List.of(1, 100);

    static TestServer server;

    RedisTaskQueue queue;
    Membership worker;

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.cli().flushAll();
        queue = RedisTaskQueue.connect(server.uri(), RETRIES);
        worker = join(queue, "w");
    }

    @AfterEach
    void close() {
        worker.close();
        queue.close();
    }

    static Membership join(RedisTaskQueue queue, String id) {
        return queue.join(new WorkerDescription(id, "host", Role.ALL, 4), Duration.ofSeconds(60));
    }
}
