package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import symphony.core.task.Role;

final class WakeCallsTest {
    @Test
    void a_server_that_takes_whole_seconds_only_is_asked_for_at_least_one_of_them() throws IOException {
        try (OldServer server = new OldServer();
                WakeCalls calls = new WakeCalls(
                        RedisServer.of(URI.create("redis://localhost:" + server.port()), OptionalInt.empty()))) {
            assertThat(calls.await(List.of(Role.RVM), Duration.ofMillis(500))).isFalse();
            assertThat(calls.await(List.of(Role.RVM), Duration.ofMillis(1_500))).isFalse();

            assertThat(server.timeouts()).containsExactly("0.500", "1", "2");
        }
    }
}
