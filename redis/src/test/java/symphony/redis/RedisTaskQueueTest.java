package symphony.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the embedded server. */
class RedisTaskQueueTest extends RedisContract {
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
    RedisUnderTest subject() {
        return new RedisUnderTest(server.uri(), server.cli());
    }
}
