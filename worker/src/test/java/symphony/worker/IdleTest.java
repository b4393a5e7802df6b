package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;

/** A worker that has nothing to do: how it asks, and when it leaves. */
final class IdleTest {
    private static final Duration THIRD_OF_A_SECOND = Duration.ofMillis(333);
    private Trial trial;
    private WatchedQueue watched;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        trial = new Trial(folder);
        watched = new WatchedQueue(trial.queue);
    }

    @Test
    void a_worker_that_stays_asks_for_work_at_most_three_times_a_second() {
        Worker worker = trial.worker(watched.port(), "w1", false, Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);

        await().until(() -> watched.waits.size() >= 2);
        worker.stop(Duration.ofSeconds(60));
        running.join();

        assertThat(watched.waits).allSatisfy(wait -> assertThat(wait).isGreaterThan(THIRD_OF_A_SECOND));
        assertThat(watched.claims).hasValueLessThanOrEqualTo(watched.waits.size() + 1);
        assertThat(watched.statuses).hasValue(0);
    }

    @Test
    void a_worker_that_is_to_leave_when_idle_stays_while_another_works_on_what_comes_before() {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));
        Membership other = join(Role.RVM);
        Claim upstream = other.claim(0, List.of(Role.RVM)).orElseThrow();

        CompletableFuture<WorkerOutcome> running = runUntilIdle(Role.DETECTION);

        await().until(() -> watched.waits.size() >= 3);
        other.complete(upstream);
        running.join();
        assertThat(watched.waits).allSatisfy(wait -> assertThat(wait).isGreaterThan(THIRD_OF_A_SECOND));
        assertThat(watched.claims).hasValueLessThanOrEqualTo(watched.waits.size() + 1);
        assertThat(watched.statuses).hasValueLessThanOrEqualTo(watched.waits.size() + 1);
    }

    @Test
    void it_stays_too_while_what_comes_before_waits_and_another_is_there_to_do_it() {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));
        Membership other = join(Role.RVM);

        CompletableFuture<WorkerOutcome> running = runUntilIdle(Role.DETECTION);

        await().until(() -> watched.waits.size() >= 3);
        other.complete(other.claim(0, List.of(Role.RVM)).orElseThrow());
        running.join();
    }

    @Test
    void it_leaves_while_what_comes_before_waits_for_a_worker_that_is_not_there() {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));

        assertThat(runUntilIdle(Role.DETECTION).join()).isEqualTo(new WorkerOutcome(0, 0, 0, 0));
    }

    @Test
    void it_leaves_while_another_works_on_what_comes_after() {
        trial.queue.enqueue(List.of(Vineyard.partTask(Role.PROCESS, Vineyard.PARTS.get(0))));
        assertThat(join(Role.PROCESS).claim(0, List.of(Role.PROCESS))).isPresent();

        assertThat(runUntilIdle(Role.DETECTION).join()).isEqualTo(new WorkerOutcome(0, 0, 0, 0));
    }

    private Membership join(Role role) {
        return trial.queue.join(new WorkerDescription("other", "there", List.of(role), 1), Duration.ofMinutes(10));
    }

    private CompletableFuture<WorkerOutcome> runUntilIdle(Role role) {
        return CompletableFuture.supplyAsync(
                () -> trial.worker(watched.port(), "w1", true, role).run());
    }
}
