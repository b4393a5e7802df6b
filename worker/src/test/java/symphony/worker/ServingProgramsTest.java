package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.program.ProgramLimits;
import symphony.worker.program.ProgramSpec;

/** Programs that live on from task to task. */
final class ServingProgramsTest extends WithOneDetection {
    @Test
    void a_serving_program_is_kept_from_task_to_task() throws IOException {
        serve("", "cp \"$dir\"/inputs/*.zip \"$dir\"/outputs/");
        trial.enqueueDetections();

        WorkerOutcome outcome = trial.worker("w1", 1, true, Role.DETECTION).run();

        assertThat(outcome.done()).isEqualTo(4);
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void a_serving_program_makes_room_for_a_fresh_one_after_so_many_tasks() throws IOException {
        serve("", "cp \"$dir\"/inputs/*.zip \"$dir\"/outputs/", new ProgramLimits(FAR, Duration.ZERO, 3, 0));
        trial.enqueueDetections();

        WorkerOutcome outcome = trial.worker("w1", 1, true, Role.DETECTION).run();

        assertThat(outcome.done()).isEqualTo(4);
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void a_serving_program_that_has_grown_too_large_makes_room_for_a_fresh_one() throws IOException {
        assumeThat(Path.of("/proc/self/status")).exists();
        serve("", "cp \"$dir\"/inputs/*.zip \"$dir\"/outputs/", new ProgramLimits(FAR, Duration.ZERO, 0, 1));
        trial.enqueueDetections();

        WorkerOutcome outcome = trial.worker("w1", 1, true, Role.DETECTION).run();

        assertThat(outcome.done()).isEqualTo(4);
        assertThat(starts()).isEqualTo(4);
    }

    @Test
    void a_serving_program_that_crashes_takes_its_task_down_and_is_replaced() throws IOException {
        serve(
                "",
                "[ $(grep -c task '" + trial.starts
                        + "') -ge 2 ] || exit 139; cp \"$dir\"/inputs/*.zip \"$dir\"/outputs/");

        WorkerOutcome outcome = trial.worker("w1", 1, true, Role.DETECTION).run();

        assertThat(outcome).isEqualTo(new WorkerOutcome(1, 0, 1, 0));
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void a_serving_program_that_hangs_is_killed_and_replaced() throws IOException {
        serve(
                "echo MATLAB is glad to greet you",
                "[ $(grep -c task '" + trial.starts
                        + "') -ge 2 ] || sleep 600; cp \"$dir\"/inputs/*.zip \"$dir\"/outputs/");

        WorkerOutcome outcome = trial.worker("w1", 1, true, Role.DETECTION).run();

        assertThat(outcome).isEqualTo(new WorkerOutcome(1, 0, 1, 0));
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void a_serving_program_outlives_the_loss_of_a_task_that_it_has_answered() throws IOException {
        FaultyStore faulty = new FaultyStore(trial.store());
        LosingQueue losing = new LosingQueue(trial.queue);
        Path cut = trial.folder().resolve("cut");
        AtomicBoolean lost = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        trial.store(faulty).events(new WorkerEvents() {
            @Override
            public void taskProgress(int slot, Task task, double fraction, String text) {
                faulty.cut.set(!Files.exists(cut)); // so that the answered task waits to be published
                Trial.create(cut);
            }

            @Override
            public void waitingForStorage(String reason) {
                if (lost.compareAndSet(false, true)) {
                    losing.loseAll();
                }
            }

            @Override
            public void taskReturned(int slot, Task task, String why) {
                faulty.cut.set(false);
            }

            @Override
            public void taskDone(int slot, Task task, Duration took) {
                done.countDown();
            }
        });
        serve(
                "",
                "echo progress 1 >&2; until [ -e '" + cut + "' ]; do sleep 0.02; done;"
                        + " cp \"$dir\"/inputs/*.zip \"$dir\"/outputs/");
        Worker worker = trial.worker(losing, "w1", Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);

        await().atMost(Duration.ofMinutes(1)).until(() -> done.getCount() == 0);
        worker.stop(Duration.ofSeconds(60));

        assertThat(running.join()).isEqualTo(new WorkerOutcome(1, 0, 0, 1));
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void a_serving_programs_answer_is_its_exit_code() {
        trial.program(Trial.spec(
                Role.DETECTION,
                "while read -r line; do echo '{\"exit\":65,\"message\":\"frames of another camera\"}'; done",
                ProgramSpec.Mode.SERVE,
                Duration.ofMinutes(1)));

        trial.runUntilIdle(Role.DETECTION);

        assertThat(trial.reasons()).containsExactly("frames of another camera");
    }

    @Test
    void a_program_that_says_nothing_for_too_long_is_killed_and_its_task_fails() throws IOException {
        ProgramLimits silent = new ProgramLimits(FAR, Duration.ofMillis(500), 0, 0);
        trial.program(Trial.spec(Role.DETECTION, "echo hello; exec sleep 600", ProgramSpec.Mode.ONCE, silent));
        trial.runUntilIdle(Role.DETECTION);
        trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, PART)));
        serve("", "exec sleep 600", silent);
        trial.runUntilIdle(Role.DETECTION);

        assertThat(trial.reasons()).hasSize(2).allSatisfy(reason -> assertThat(reason)
                .contains("said nothing for 500 ms", "stages.detection.silence"));
    }

    /** A shell that serves; it notes each start and each task. */
    private void serve(String greeting, String body) {
        serve(greeting, body, ProgramLimits.of(Duration.ofSeconds(2)));
    }

    private void serve(String greeting, String body, ProgramLimits limits) {
        trial.program(Trial.spec(
                Role.DETECTION,
                "echo start >> '" + trial.starts + "'; " + (greeting.isEmpty() ? "" : greeting + "; ")
                        + "while read -r line; do echo task >> '" + trial.starts + "'; "
                        + "dir=$(printf '%s' \"$line\" | sed 's/^{\"dir\":\"\\([^\"]*\\)\".*/\\1/'); "
                        + body + "; echo '{\"exit\":0,\"message\":\"\"}'; done",
                ProgramSpec.Mode.SERVE,
                limits));
    }

    private long starts() throws IOException {
        return Files.readAllLines(trial.starts).stream().filter("start"::equals).count();
    }
}
