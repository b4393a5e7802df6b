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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.PartName;
import symphony.core.task.Role;

/** A slot does not wait for storage: what comes next is fetched, and what was made is published, beside its work. */
final class BusySlotsTest {
    private Trial trial;
    private FaultyStore store;
    private Path goOn;

    @BeforeEach
    void needsAShell(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        trial = new Trial(folder).withMap();
        for (PartName part : Vineyard.PARTS) {
            trial.put(Vineyard.root().frames(part), Vineyard.zipBytes("frames of " + part));
            trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, part)));
        }
        store = new FaultyStore(trial.store());
        trial.store(store);
        goOn = folder.resolve("go-on");
        trial.program(
                Role.DETECTION,
                "echo detection >> '" + trial.starts + "'; until [ -e '" + goOn
                        + "' ]; do sleep 0.05; done; cp inputs/*.zip outputs/");
    }

    @Test
    void the_inputs_of_the_next_task_are_fetched_while_a_program_runs() throws IOException {
        Running running = run("w1", 1);

        await().until(() -> store.downloads.contains(Vineyard.root().frames(Vineyard.PARTS.get(1))));

        assertThat(trial.starts(Role.DETECTION)).isEqualTo(1);
        running.finish();
    }

    @Test
    void no_more_than_one_task_a_slot_is_claimed_ahead_of_programs_whose_length_is_not_known() throws IOException {
        Running running = run("w1", 1);
        await().until(() -> store.downloads.size() == 2);

        assertThat(trial.queue.waiting("detection:s1")).hasSize(2);
        running.finish();
    }

    @Test
    void a_program_runs_while_the_outputs_of_the_last_one_are_published() throws IOException {
        store.creations = new CountDownLatch(1);
        Files.createFile(goOn);
        Running running = run("w1", 1);

        await().until(() -> trial.starts(Role.DETECTION) >= 2);

        assertThat(trial.artifacts()).noneMatch(key -> key.startsWith("detection/"));
        store.creations.countDown();
        running.finish();
        assertThat(trial.artifacts())
                .filteredOn(key -> key.startsWith("detection/"))
                .hasSize(4);
    }

    @Test
    void a_worker_that_is_not_to_claim_ahead_does_not() throws IOException {
        trial.withoutClaimingAhead();
        Running running = run("w1", 1);
        await().until(() -> trial.starts(Role.DETECTION) == 1);
        running.worker.stop(Duration.ofMillis(1));

        assertThat(running.outcome.join()).isEqualTo(new WorkerOutcome(0, 0, 0, 1));
        assertThat(store.downloads).hasSize(1);
    }

    @Test
    void a_task_that_has_not_begun_goes_to_a_slot_that_idles_elsewhere() throws IOException {
        Running first = run("w1", 2);
        await().until(() -> trial.queue.waiting("detection:s1").isEmpty());

        Running second = run("w2", 2);
        await().until(() -> trial.starts(Role.DETECTION) == 4);

        first.finish();
        second.finish();
        assertThat(first.outcome.join().done()).isEqualTo(2);
        assertThat(second.outcome.join().done()).isEqualTo(2);
    }

    @Test
    void a_full_disk_is_told_as_such_and_the_task_goes_back_unharmed() throws IOException {
        Files.createFile(goOn);
        store.fullDisks.set(1);
        CountDownLatch full = new CountDownLatch(1);
        CountDownLatch storage = new CountDownLatch(1);
        trial.events(new WorkerEvents() {
            @Override
            public void scratchFull(String what) {
                full.countDown();
            }

            @Override
            public void waitingForStorage(String reason) {
                storage.countDown();
            }
        });

        WorkerOutcome outcome = trial.worker("w1", 1, true, Role.DETECTION).run();

        assertThat(outcome).isEqualTo(new WorkerOutcome(4, 0, 0, 1));
        assertThat(full.getCount()).isZero();
        assertThat(storage.getCount()).isOne();
    }

    private Running run(String id, int slots) {
        Worker worker = trial.worker(id, slots, false, Role.DETECTION);
        return new Running(worker, CompletableFuture.supplyAsync(worker::run));
    }

    private final class Running {
        private final Worker worker;
        private final CompletableFuture<WorkerOutcome> outcome;

        Running(Worker worker, CompletableFuture<WorkerOutcome> outcome) {
            this.worker = worker;
            this.outcome = outcome;
        }

        /** Lets programs end, and the worker leave when all is done. */
        void finish() throws IOException {
            if (Files.notExists(goOn)) {
                Files.createFile(goOn);
            }
            await().until(() -> trial.artifacts().stream()
                            .filter(key -> key.startsWith("detection/"))
                            .count()
                    == 4);
            await().until(() -> trial.queue.status().queues().stream()
                    .noneMatch(queue -> queue.name().role() == Role.DETECTION));
            worker.stop(Duration.ofMinutes(1));
        }
    }
}
