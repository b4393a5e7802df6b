package symphony.worker.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.task.Role;

/** What a serving program says between two tasks belongs to none of them. */
final class ServingProcessTest {
    private static final String DONE = "{\"exit\":0}";

    @TempDir
    private Path folder;

    private Hearing hearing;
    private ServingProcess process;

    @BeforeEach
    void needsAShell() {
        assumeThat(Path.of("/bin/sh")).exists();
    }

    @AfterEach
    void end() {
        process.kill();
    }

    @Test
    void one_that_has_answered_twice_is_not_asked_again() throws Exception {
        start("read -r line; echo '" + DONE + "'; echo '" + DONE + "'; read -r line");
        process.ask("first\n", hearing);
        assertThat(process.answers().take()).contains(DONE);
        process.served();
        await().until(() -> !process.answers().isEmpty());

        assertThatThrownBy(() -> process.ask("second\n", hearing)).hasMessage("it had answered before it was asked");
    }

    @Test
    void what_it_chats_between_two_tasks_does_no_harm() throws Exception {
        start("echo hello; while read -r line; do echo '" + DONE + "'; echo ready for more; done");
        await().until(() -> !process.answers().isEmpty());
        process.ask("first\n", hearing);
        assertThat(process.answers().take()).contains(DONE);
        process.served();
        await().until(() -> !process.answers().isEmpty());

        process.ask("second\n", hearing);

        assertThat(process.answers().take()).contains(DONE);
    }

    @Test
    void one_that_has_ended_is_not_asked() throws IOException {
        start("exit 0");
        await().until(() -> Optional.<String>empty().equals(process.answers().peek()));

        assertThatThrownBy(() -> process.ask("first\n", hearing)).isInstanceOf(IOException.class);
    }

    private void start(String script) throws IOException {
        ProgramLimits limits = ProgramLimits.of(Duration.ofMinutes(1));
        List<String> command = List.of("/bin/sh", "-c", script);
        ProgramSpec spec = new ProgramSpec(Role.DETECTION, command, ProgramSpec.Mode.SERVE, limits, Map.of());
        ProgramLog log = new ProgramLog(folder.resolve("log"), ProgramLog.MOST_BYTES, (fraction, text) -> {});
        hearing = new Hearing(log, new Watchdog(spec));
        process = ServingProcess.start(spec, SlotShare.WHOLE);
    }
}
