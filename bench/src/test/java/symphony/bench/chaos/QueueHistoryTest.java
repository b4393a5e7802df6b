package symphony.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** What the history of a real server tells of lines that are claimed in turn, and out of turn. */
class QueueHistoryTest {
    private static final String QUEUE = "detection:s";

    @TempDir
    private Path folder;

    @Test
    void claims_in_turn_and_lines_that_come_back_to_the_head_are_in_order() throws Exception {
        try (ChaosRedis redis = new ChaosRedis(folder);
                QueueHistory history = new QueueHistory(redis.port());
                Jedis cli = redis.connect()) {
            cli.rpush(QUEUE, "before");
            history.attach(cli);
            cli.rpush(QUEUE, "a \"quoted\" one", "ünïcode");
            cli.lpop(QUEUE);
            cli.lpush(QUEUE, "before");
            cli.eval(
                    "redis.call('LPOP', KEYS[1]) redis.call('LPOP', KEYS[1]) return redis.call('LPOP', KEYS[1])",
                    1,
                    QUEUE);
            await().until(() -> history.claims() == 4);

            assertThat(history.violations()).isEmpty();
            assertThat(history.returns()).isEqualTo(1);
        }
    }

    @Test
    void what_is_pushed_though_it_was_there_and_taken_off_again_keeps_its_turn() throws Exception {
        try (ChaosRedis redis = new ChaosRedis(folder);
                QueueHistory history = new QueueHistory(redis.port());
                Jedis cli = redis.connect()) {
            history.attach(cli);
            cli.rpush(QUEUE, "first", "second");
            cli.rpush(QUEUE, "third", "first", "third");
            cli.ltrim(QUEUE, 0, -4);
            cli.rpush(QUEUE, "third");
            for (int i = 0; i < 3; i++) {
                cli.lpop(QUEUE);
            }
            await().until(() -> history.claims() == 3);

            assertThat(history.violations()).isEmpty();
        }
    }

    @Test
    void a_line_that_jumps_the_queue_is_found() throws Exception {
        try (ChaosRedis redis = new ChaosRedis(folder);
                QueueHistory history = new QueueHistory(redis.port());
                Jedis cli = redis.connect()) {
            history.attach(cli);
            cli.rpush(QUEUE, "first", "second", "third");
            cli.lpush(QUEUE, "pushed in");
            cli.rpop(QUEUE);
            cli.lpop(QUEUE);
            cli.lpop(QUEUE);
            cli.lset(QUEUE, 0, "changed");
            await().until(() -> history.violations().size() >= 3);

            assertThat(history.violations())
                    .anyMatch(v -> v.contains("pushed in was put at the head"))
                    .anyMatch(v -> v.contains("first was claimed from " + QUEUE + " after one that was enqueued later"))
                    .anyMatch(v -> v.contains("no history is known of: LSET"));
        }
    }
}
