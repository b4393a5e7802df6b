package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.queue.Membership;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.redis.RedisTaskQueue;
import symphony.redis.embedded.EmbeddedRedis;

/** The same worker on a real server. */
final class OnRedisTest {
    private EmbeddedRedis server;
    private TaskQueue queue;
    private Trial trial;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        server = EmbeddedRedis.open(folder.resolve("workspace"), freePort());
        queue = RedisTaskQueue.connect(server.uri(), RetryPolicy.DEFAULT);
        trial = new Trial(folder);
    }

    @AfterEach
    void stop() {
        if (queue != null) {
            queue.close();
            server.close();
        }
    }

    @Test
    void two_workers_take_a_session_through_all_roles_and_summarise_it_once() throws IOException {
        queue.enqueue(List.of(Vineyard.rvmTask()));

        CompletableFuture<WorkerOutcome> other = CompletableFuture.supplyAsync(
                () -> trial.worker(queue, "w2", 2, true).run());
        WorkerOutcome mine = trial.worker(queue, "w1", 2, true).run();

        assertThat(queue.control().deadLetters("s1")).isEmpty();
        assertThat(mine.done() + other.join().done()).isEqualTo(1 + 2 + 4 + 4 + 1);
        assertThat(trial.artifacts()).contains("summary.json");
        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(1);
    }

    @Test
    void what_a_dead_worker_held_is_done() throws IOException {
        queue.enqueue(List.of(Vineyard.rvmTask()));
        Membership dead =
                queue.join(new WorkerDescription("dead", "there", List.of(Role.RVM), 1), Duration.ofMillis(500));
        assertThat(dead.claim(0, List.of(Role.RVM))).isPresent();

        WorkerOutcome outcome = trial.worker(queue, "w1", 2, true).run();

        assertThat(outcome.done()).isEqualTo(1 + 2 + 4 + 4 + 1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
