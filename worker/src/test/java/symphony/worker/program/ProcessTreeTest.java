package symphony.worker.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTreeTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsLinux() {
        assumeThat(LinuxProcess.isHere()).isTrue();
    }

    @Test
    void what_has_left_its_parent_is_killed_with_the_tree() throws IOException {
        Path pid = folder.resolve("pid");
        ProcessTree tree =
                start("(sleep 600 & echo $! > '" + pid + ".new'; mv '" + pid + ".new' '" + pid + "'); sleep 600");
        await().until(() -> Files.exists(pid));
        long daemon = Long.parseLong(Files.readString(pid).strip());
        assertThat(tree.process().descendants().map(ProcessHandle::pid)).doesNotContain(daemon);

        tree.kill();

        await().until(() -> hasEnded(daemon));
        assertThat(tree.process().isAlive()).isFalse();
    }

    @Test
    void a_stopped_process_that_hears_no_question_is_killed_too() throws Exception {
        ProcessTree tree = start("trap '' TERM; sleep 600");
        new ProcessBuilder("kill", "-STOP", Long.toString(tree.process().pid()))
                .start()
                .waitFor();

        tree.kill();

        assertThat(tree.process().isAlive()).isFalse();
    }

    @Test
    void processor_time_and_memory_are_those_of_the_whole_tree() throws IOException {
        ProcessTree tree = start("sh -c 'while :; do :; done'; true");
        try {
            await().until(() -> tree.usage().cpuSeconds() > 0.05);
            assertThat(tree.usage().memoryBytes()).isPositive();
        } finally {
            tree.kill();
        }
        assertThat(tree.usage()).isEqualTo(ProcessUsage.NONE);
    }

    private static ProcessTree start(String script) throws IOException {
        return ProcessTree.start(new ProcessBuilder("/bin/sh", "-c", script));
    }

    private static boolean hasEnded(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
                // nobody has collected it yet
                || "Z".equals(LinuxProcess.state(pid));
    }
}
