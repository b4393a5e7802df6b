package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.StorageKeys;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** Outages, rivals, torn files, and leases that ran out. */
final class FaultsTest {
    private static final PartName PART = Vineyard.PARTS.get(0);
    private Trial trial;
    private String output = "";

    @BeforeEach
    void needsAShell(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        trial = new Trial(folder).withMap();
        trial.put(Vineyard.root().frames(PART), Vineyard.zipBytes("frames"));
        output = Vineyard.root().detection(PART);
        trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, PART)));
    }

    @Test
    void a_zip_without_a_record_is_opened_before_its_task_is_skipped() throws IOException {
        trial.put(output, Vineyard.zipBytes("from an older system"));

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.skipped()).isEqualTo(1);
        assertThat(trial.queue.waiting("process:s1")).hasSize(1);
    }

    @Test
    void a_torn_zip_is_replaced() throws IOException {
        byte[] whole = Vineyard.zipBytes("frames");
        trial.put(output, Arrays.copyOf(whole, whole.length - 10));

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.done()).isEqualTo(1);
        assertThat(trial.store().find(output).orElseThrow().size()).isEqualTo(whole.length);
    }

    @Test
    void an_artifact_that_is_not_of_the_size_its_record_says_is_replaced() throws IOException {
        trial.runUntilIdle(Role.DETECTION);
        trial.overwrite(output, Vineyard.zipBytes("cut by a full disk"));

        trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, PART)));
        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.done()).isEqualTo(1);
        assertThat(trial.text(output)).isEqualTo(trial.text(Vineyard.root().frames(PART)));
    }

    @Test
    void of_two_that_make_the_same_artifact_the_first_wins_and_the_other_discards_its_own() throws IOException {
        byte[] theirs = Vineyard.zipBytes("made by a rival, and earlier");
        // the rival publishes while our program runs
        Path rival = Files.write(trial.folder().resolve("rival.zip"), theirs);
        Path place = trial.folder().resolve("storage").resolve(output);
        trial.program(
                Role.DETECTION,
                "cp inputs/*.zip outputs/; mkdir -p '"
                        + place.resolveSibling(".").normalize() + "'; cp '" + rival + "' '" + place + "'");

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.done()).isEqualTo(1);
        assertThat(Files.readAllBytes(place)).isEqualTo(theirs);
        assertThat(trial.records()).isEmpty();
        assertThat(trial.queue.waiting("process:s1")).hasSize(1);
    }

    @Test
    void an_outage_of_the_storage_is_waited_out_and_burns_no_retry() throws IOException {
        FaultyStore faulty = new FaultyStore(trial.store());
        AtomicInteger waits = new AtomicInteger();
        trial.store(faulty).events(new WorkerEvents() {
            @Override
            public void taskProgress(int slot, Task task, double fraction, String text) {
                faulty.cut.set(true); // while the program runs
            }

            @Override
            public void waitingForStorage(String reason) {
                if (waits.incrementAndGet() == 3) {
                    faulty.cut.set(false);
                }
            }
        });
        trial.program(Role.DETECTION, trial.vineyard.script(Role.DETECTION, trial.starts) + " && echo progress 1 >&2");

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome).isEqualTo(new WorkerOutcome(1, 0, 0, 0));
        assertThat(waits).hasValueGreaterThanOrEqualTo(3);
        assertThat(trial.starts(Role.DETECTION)).isEqualTo(1);
    }

    @Test
    void a_result_that_a_redo_has_overtaken_is_not_published() throws IOException {
        trial.events(new WorkerEvents() {
            @Override
            public void taskProgress(int slot, Task task, double fraction, String text) {
                try {
                    trial.raise(Vineyard.session(1)); // while the program runs
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        trial.program(Role.DETECTION, "cp inputs/*.zip outputs/; echo progress 1 >&2");

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome).isEqualTo(new WorkerOutcome(0, 1, 1, 0));
        assertThat(trial.artifacts()).doesNotContain(Vineyard.root().relative(output));
    }

    @Test
    @Timeout(60) // else it would wait for the clock to come to the time that it once told
    void a_clock_that_is_set_back_again_and_again_costs_a_worker_nothing() throws IOException {
        AtomicInteger hours = new AtomicInteger();
        InstantSource backwards = () -> Instant.now().minus(Duration.ofHours(hours.incrementAndGet()));
        trial.clock(backwards.withZone(ZoneOffset.UTC));

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome).isEqualTo(new WorkerOutcome(1, 0, 0, 0));
        assertThat(trial.store().find(output)).isPresent();
        assertThat(hours).hasPositiveValue();
    }

    @Test
    void an_answer_that_was_lost_is_not_taken_for_a_rival() throws IOException {
        FaultyStore faulty = new FaultyStore(trial.store());
        faulty.loseNextAnswer.set(true);
        trial.store(faulty);

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.done()).isEqualTo(1);
        assertThat(trial.records())
                .extracting(RecordName::artifact)
                .containsExactly(Vineyard.root().relative(output));
    }

    @Test
    void an_artifact_whose_record_was_never_written_counts_as_it_lies() throws IOException {
        byte[] frames = Vineyard.zipBytes("frames");
        trial.put(output, frames);

        trial.runUntilIdle(Role.DETECTION);

        assertThat(trial.starts(Role.DETECTION)).isZero();
        assertThat(Checksum.of(frames).size())
                .isEqualTo(trial.store().find(output).orElseThrow().size());
    }

    @Test
    void a_claim_that_was_lost_kills_its_program_and_publishes_nothing() throws IOException {
        Path pid = trial.folder().resolve("pid");
        trial.program(Role.DETECTION, "echo $$ > '" + pid + "'; exec sleep 600");
        LosingQueue losing = new LosingQueue(trial.queue);
        Worker worker = trial.worker(losing, "w1", Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        await().until(() -> Files.exists(pid) && Files.size(pid) > 0);

        losing.loseAll();

        long program = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(program).filter(ProcessHandle::isAlive).isEmpty());
        worker.stop(Duration.ofMillis(1));
        assertThat(running.join().returned()).isPositive(); // it may have claimed the task once more
        assertThat(trial.artifacts()).doesNotContain(Vineyard.root().relative(output));
    }

    @Test
    void the_programs_of_a_cancelled_session_are_stopped_and_it_is_said_why() throws IOException {
        Path pid = trial.folder().resolve("pid");
        trial.program(Role.DETECTION, "echo $$ > '" + pid + "'; exec sleep 600");
        List<String> said = new CopyOnWriteArrayList<>();
        trial.events(new WorkerEvents() {
            @Override
            public void taskReturned(int slot, Task task, String why) {
                said.add(why);
            }
        });
        Worker worker = trial.worker("w1", false, Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        await().until(() -> Files.exists(pid) && Files.size(pid) > 0);

        trial.queue.control().cancel("s1");

        long program = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(program).filter(ProcessHandle::isAlive).isEmpty());
        worker.stop(Duration.ofMinutes(1));
        assertThat(running.join()).isEqualTo(new WorkerOutcome(0, 0, 0, 1));
        assertThat(said).containsExactly("its session was cancelled; what was made here is dropped");
        assertThat(trial.artifacts()).doesNotContain(Vineyard.root().relative(output));
    }

    @Test
    void answers_of_the_queues_that_nobody_understands_cost_no_worker() throws IOException {
        WatchedQueue watched = new WatchedQueue(trial.queue);
        watched.claimsToFail.set(2);
        watched.settlingsToFail.set(2); // neither done nor failed, the claim is given up
        List<String> said = new CopyOnWriteArrayList<>();
        trial.events(new WorkerEvents() {
            @Override
            public void waitingForQueue(String reason) {
                said.add(reason);
            }
        });

        WorkerOutcome outcome =
                trial.worker(watched.port(), "w1", true, Role.DETECTION).run();

        assertThat(outcome).isEqualTo(new WorkerOutcome(0, 1, 0, 1)); // the next one finds its outputs whole
        assertThat(said).hasSize(2).allMatch(reason -> reason.contains("nobody understands"));
        assertThat(trial.starts(Role.DETECTION)).isEqualTo(1);
    }

    @Test
    void the_task_of_a_worker_that_died_is_done_by_another() throws IOException {
        Membership dead = trial.queue.join(
                new WorkerDescription("dead", "there", List.of(Role.DETECTION), 1), Duration.ofMillis(300));
        Claim claim = dead.claim(0, List.of(Role.DETECTION)).orElseThrow();

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.done()).isEqualTo(1);
        assertThat(dead.complete(claim)).isFalse();
    }

    @Test
    void a_task_that_has_outlived_three_workers_runs_while_its_worker_does_nothing_else() throws IOException {
        for (int i = 1; i <= 3; i++) {
            Membership dead = trial.queue.join(
                    new WorkerDescription("dead" + i, "there", List.of(Role.DETECTION), 1), Duration.ofMillis(100));
            assertThat(dead.claim(0, List.of(Role.DETECTION))).isPresent();
            Membership other = trial.queue.join(
                    new WorkerDescription("other" + i, "there", List.of(Role.RVM), 1), Duration.ofMinutes(1));
            await().until(() -> {
                other.maintain();
                return trial.queue.waiting("detection:s1").size() == 1;
            });
        }
        Path said = trial.folder().resolve("said");
        for (PartName part : Vineyard.PARTS) {
            trial.store().create(Vineyard.root().frames(part), Vineyard.zipBytes("frames"));
            trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, part)));
        }
        trial.program(
                Role.DETECTION,
                "echo begin $(basename inputs/*.zip) >> '" + said + "'; sleep 0.2; cp inputs/*.zip outputs/; "
                        + "echo end $(basename inputs/*.zip) >> '" + said + "'");

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.done()).isEqualTo(4);
        String name = StorageKeys.framesFile(PART);
        assertThat(Files.readAllLines(said)).containsSequence("begin " + name, "end " + name);
    }
}
