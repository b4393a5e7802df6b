package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.RetryPolicy;

final class CensusTest {
    @Test
    void a_queue_that_came_after_the_scan_is_counted() {
        try (TestServer server = TestServer.start();
                RedisTaskQueue queue = RedisTaskQueue.connect(server.uri(), RetryPolicy.DEFAULT);
                RedisLink link = new RedisLink(RedisServer.of(server.uri(), OptionalInt.empty()), false)) {
            queue.enqueue(SampleTasks.detections("late", 2));

            QueueStatus status = new Census(link).take(List.of(), List.of());

            assertThat(status.queues()).singleElement().satisfies(found -> {
                assertThat(found.name().text()).isEqualTo("detection:late");
                assertThat(found.waiting()).isEqualTo(2);
            });
        }
    }
}
