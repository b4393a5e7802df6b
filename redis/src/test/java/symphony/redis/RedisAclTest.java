package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import symphony.contracts.ClaimContract;
import symphony.contracts.EnqueueContract;
import symphony.contracts.FailureContract;
import symphony.contracts.FairnessContract;
import symphony.contracts.OperatorContract;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/** The users that {@code docs/how-to/secure-redis.md} gives, on a real server. */
class RedisAclTest {
    private static TestServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.start();
        try (Stream<String> lines = Files.lines(Path.of("..", "docs", "how-to", "secure-redis.md"))) {
            lines.filter(line -> line.startsWith("user "))
                    .map(line -> line.substring("user ".length()).split(" "))
                    .forEach(rule -> server.cli().sendCommand(Protocol.Command.ACL, words("SETUSER", rule)));
        }
        assertThat(server.cli().aclUsers()).contains("reader", "worker", "operator");
    }

    private static String[] words(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static URI as(String user) {
        return URI.create("redis://" + user + ":" + user + "-password@127.0.0.1:"
                + server.uri().getPort() + "/0");
    }

    private static RedisUnderTest subject(String user) {
        return new RedisUnderTest(as(user), server.cli());
    }

    @Nested
    class WorkersEnqueue extends EnqueueContract {
        WorkersEnqueue() {
            super(subject("worker"));
        }
    }

    @Nested
    class WorkersClaim extends ClaimContract {
        WorkersClaim() {
            super(subject("worker"));
        }
    }

    @Nested
    class WorkersAreFair extends FairnessContract {
        WorkersAreFair() {
            super(subject("worker"));
        }
    }

    @Nested
    class WorkersFail extends FailureContract {
        WorkersFail() {
            super(subject("worker"));
        }
    }

    @Nested
    class Operators extends OperatorContract {
        Operators() {
            super(subject("operator"));
        }
    }

    @Nested
    class Readers {
        private RedisTaskQueue queue;
        private Jedis cli;

        @BeforeEach
        void open() {
            server.cli().flushAll();
            try (RedisTaskQueue filled = RedisTaskQueue.connect(server.uri(), RetryPolicy.DEFAULT)) {
                filled.enqueue(SampleTasks.detections("s", 3));
            }
            queue = RedisTaskQueue.connect(as("reader"), RetryPolicy.DEFAULT);
            cli = new Jedis(as("reader"));
        }

        @Test
        void see_queues_tasks_and_what_is_pending() {
            assertThat(queue.status().queues()).singleElement().matches(q -> q.waiting() == 3);
            QueueName detection = QueueName.parse("detection:s").orElseThrow();
            assertThat(queue.control().peek(detection, 0, 10)).hasSize(3);
            assertThat(queue.pending(SampleTasks.detection("s", 1).root())).hasSize(3);
            assertThat(queue.control().deadLetters("s")).isEmpty();
            assertThat(cli.keys("detection:*")).containsExactly("detection:s");
        }

        @Test
        void neither_join_nor_enqueue_nor_hold() {
            assertThatThrownBy(() -> queue.join(new WorkerDescription("w", "host", Role.ALL, 1), Duration.ofSeconds(5)))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("denies a permission");
            assertThatThrownBy(() -> queue.enqueue(List.of(SampleTasks.detection("s", 9))))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("denies a permission");
            assertThatThrownBy(() -> queue.control().cancel("s")).isInstanceOf(QueueUnavailable.class);
            assertThat(server.cli().llen("detection:s")).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "LPOP detection:s",
                    "RPOP detection:s",
                    "BLPOP detection:s 1",
                    "LREM detection:s 0 x",
                    "DEL detection:s",
                    "RENAME detection:s other",
                    "LMOVE detection:s other LEFT LEFT",
                    "SADD symphony:paused detection:s",
                    "FLUSHALL",
                    "CONFIG GET requirepass",
                    "GET others:key",
                })
        void are_refused(String command) {
            List<String> words = List.of(command.split(" "));
            assertThatThrownBy(() -> cli.sendCommand(
                            Protocol.Command.valueOf(words.get(0)),
                            words.subList(1, words.size()).toArray(String[]::new)))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> cli.eval("return redis.call(unpack(ARGV))", List.of(), words))
                    .isInstanceOf(JedisDataException.class);
            assertThat(server.cli().llen("detection:s")).isEqualTo(3);
        }
    }
}
