package symphony.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.UserError;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

class StatusLogTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:04:05Z");

    @TempDir
    Path directory;

    @Test
    void looks_are_read_as_they_were_written_and_a_redis_that_was_away_is_passed_over() throws IOException {
        Path file = directory.resolve("status.csv");
        StatusLog log = new StatusLog(file);
        log.append(NOW, status("s, \"1\" = x"));
        log.append(NOW.plusSeconds(60), "Redis is away, it seems");
        log.append(NOW.plusSeconds(120), status("s1"));

        assertThat(log.read())
                .containsExactly(
                        new StatusLog.Sample(NOW, 4, 3, Map.of("detection:s, \"1\" = x", 6L)),
                        new StatusLog.Sample(NOW.plusSeconds(120), 4, 3, Map.of("detection:s1", 6L)));
        assertThat(Files.readAllLines(file).get(3))
                .isEqualTo("2026-11-28T03:06:05Z,1,2,3,5,1,4,3,0.75,512,detection:s1=6,");
    }

    @Test
    void a_file_that_is_no_such_log_is_not_written_to() throws IOException {
        Path file = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> new StatusLog(file).append(NOW, status("s1")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("other.csv");
        assertThat(file).hasContent("a,b\n1,2\n");
        Path bytes = Files.write(directory.resolve("bytes.csv"), new byte[] {(byte) 0xC3, '\n', 1});
        assertThatThrownBy(() -> new StatusLog(bytes).append(NOW, status("s1")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bytes.csv is no log of the status");
        assertThatThrownBy(() -> new StatusLog(directory.resolve("no/such.csv")).append(NOW, status("s1")))
                .hasMessageContaining("there is no folder");
    }

    private static QueueStatus status(String session) {
        return new QueueStatus(
                List.of(new QueueStatus.Queue(QueueName.of(Role.DETECTION, session), 1, 2, 3, false)),
                List.of(new QueueStatus.Dead(session, 5)),
                List.of(new QueueStatus.Worker(
                        "w",
                        "h",
                        Role.ALL,
                        4,
                        3,
                        new WorkerLoad(List.of(new WorkerLoad.Slot(0, "a task", 0.75, 512L << 20, -1))))),
                List.of(),
                Set.of(),
                Map.of(),
                List.of(),
                0);
    }
}
