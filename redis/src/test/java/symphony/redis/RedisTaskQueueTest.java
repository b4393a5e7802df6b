package symphony.redis;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import symphony.contracts.TaskQueueContract;
import symphony.core.queue.TaskQueue;

class RedisTaskQueueTest extends TaskQueueContract {
    private static TestServer server;

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected TaskQueue open() {
        server.cli().flushAll();
        return RedisTaskQueue.connect(server.uri(), RETRIES);
    }

    @Override
    protected void push(String list, String line) {
        server.cli().rpush(list, line);
    }

    @Override
    protected List<String> waiting(String list) {
        return server.cli().lrange(list, 0, -1);
    }
}
