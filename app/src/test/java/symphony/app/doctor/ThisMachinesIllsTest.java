package symphony.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.core.verify.Finding;
import symphony.redis.RedisHealth;
import symphony.redis.RedisServer;
import symphony.redis.TlsFiles;

/** What the doctor says of figures that no test machine shows: a full disk, an old and far Redis. */
class ThisMachinesIllsTest {
    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void open() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        workspace = Workspace.open(
                directory,
                Map.of(),
                new Surroundings(directory, Map.of(), nowhere, nowhere, false, directory, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private static java.util.List<String> codes(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::code).toList();
    }

    @Test
    void a_full_disk_and_few_open_files_are_told_and_enough_of_either_is_not() {
        MachineExamination ill = new MachineExamination(workspace);
        ill.room(directory, 4_999_999_999L);
        ill.openFiles(1_023);
        assertThat(codes(ill.diagnosis())).containsExactly("disk-low", "open-files-few");
        MachineExamination well = new MachineExamination(workspace);
        well.room(directory, 5_000_000_000L);
        well.openFiles(1_024);
        assertThat(codes(well.diagnosis())).isEmpty();
    }

    private java.util.List<String> codes(String url, Duration roundTrip, String version) {
        RedisServer.Login none = RedisServer.Login.NONE;
        RedisServer server = RedisServer.of(
                URI.create(url), new RedisServer.Options(OptionalInt.empty(), none, none, TlsFiles.NONE));
        Map<String, String> info = Map.of("redis_version", version, "aof_enabled", "1");
        RedisHealth health = new RedisHealth(roundTrip, Duration.ZERO, info, Optional.empty());
        return codes(new RedisExamination(workspace, Clock.systemUTC()).examine(health, server));
    }

    @Test
    void a_redis_that_is_old_far_and_in_clear_is_told_as_each() {
        assertThat(codes("redis://192.0.2.1:9376/0", Duration.ofMillis(11), "5.0.14"))
                .containsExactlyInAnyOrder("redis-old", "redis-slow", "redis-clear-text");
        assertThat(codes("rediss://192.0.2.1:9376/0", Duration.ofMillis(10), "6.2.0"))
                .isEmpty();
        assertThat(codes("redis://127.0.0.1:9376/0", Duration.ofMillis(1), "6.0.16"))
                .containsExactly("redis-old");
    }
}
