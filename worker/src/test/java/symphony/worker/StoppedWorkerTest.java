package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.task.Role;
import symphony.redis.RedisTaskQueue;
import symphony.redis.embedded.EmbeddedRedis;

/** A worker that the machine stopped past its lease (a frozen VM, swapping, a debugger) and that wakes as if nothing were. */
final class StoppedWorkerTest {
    private static final PartName PART = Vineyard.PARTS.get(0);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private Path folder = Path.of("");
    private Trial trial;
    private EmbeddedRedis server;
    private TaskQueue queue;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        assumeThat(Path.of("/bin/kill")).exists();
        folder = temporary;
        trial = new Trial(folder).withMap();
        trial.put(Vineyard.root().frames(PART), Vineyard.zipBytes("frames"));
        Files.write(folder.resolve("stopped.zip"), Vineyard.zipBytes("made by the one that was stopped"));
        Files.write(folder.resolve("other.zip"), Vineyard.zipBytes("made by the other"));
        server = EmbeddedRedis.open(folder.resolve("workspace"), freePort());
        queue = RedisTaskQueue.connect(server.uri(), RetryPolicy.DEFAULT);
        queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, PART)));
    }

    @AfterEach
    void stop() {
        if (queue != null) {
            queue.close();
            server.close();
        }
    }

    @Test
    void a_worker_that_wakes_after_its_lease_ran_out_publishes_nothing() throws Exception {
        Path said = folder.resolve("said");
        Process stopped = WorkerProcess.start(
                server.uri(),
                folder.resolve("storage"),
                folder.resolve("elsewhere"),
                "stopped",
                script("stopped"),
                said);
        try {
            awaitFile("stopped.began");
            signal("-STOP", stopped);
            trial.program(Role.DETECTION, script("other"));
            Worker other = trial.worker(queue, "other", false, Role.DETECTION);
            CompletableFuture<WorkerOutcome> outcome = CompletableFuture.supplyAsync(other::run);
            awaitFile("other.began");
            Files.createFile(folder.resolve("stopped.end"));

            signal("-CONT", stopped);

            await().atMost(PATIENCE).until(() -> Files.readString(said).contains("returned: its lease ran out"));
            assertThat(trial.artifacts()).noneMatch(key -> key.startsWith("detection/"));
            Files.createFile(folder.resolve("other.end"));
            await().atMost(PATIENCE)
                    .until(() ->
                            trial.store().find(Vineyard.root().detection(PART)).isPresent());
            other.stop(PATIENCE);
            assertThat(outcome.join().done()).isEqualTo(1);
        } finally {
            signal("-CONT", stopped);
            stopped.destroy();
            stopped.waitFor();
        }
        assertThat(trial.text(Vineyard.root().detection(PART)))
                .isEqualTo(new String(Files.readAllBytes(folder.resolve("other.zip")), StandardCharsets.UTF_8));
        assertThat(trial.records())
                .extracting(RecordName::size)
                .containsExactly(Files.size(folder.resolve("other.zip")));
    }

    private String script(String who) {
        return "touch '" + folder + "/" + who + ".began'; until [ -e '" + folder + "/" + who
                + ".end' ]; do sleep 0.05; done; cp '" + folder + "/" + who + ".zip' outputs/$(basename inputs/*.zip)";
    }

    private void awaitFile(String name) {
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve(name)));
    }

    private static void signal(String signal, Process to) throws Exception {
        new ProcessBuilder("/bin/kill", signal, Long.toString(to.pid())).start().waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
