package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.program.ProgramLimits;
import symphony.worker.program.ProgramSpec;

/** What programs may do to a worker, and what they are told of. */
final class ProgramsTest extends WithOneDetection {
    @Test
    void a_program_that_fails_is_tried_again_and_then_set_aside_with_its_last_words_and_its_log() throws IOException {
        trial.program(Role.DETECTION, "echo start >> '" + trial.starts + "'; echo no gpu here >&2; exit 3");

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.failed()).isEqualTo(2); // one retry is all this queue gives
        DeadLetter letter = trial.queue.control().deadLetters("s1").get(0);
        assertThat(letter.reason()).isEqualTo("the program ended with exit code 3: no gpu here");
        assertThat(trial.text(letter.log())).isEqualTo("no gpu here\n");
        assertThat(trial.logs()).hasSize(2);
        assertThat(trial.scratch()).isEmpty();
    }

    @Test
    void bad_data_goes_straight_to_the_dead_letters() {
        trial.program(Role.DETECTION, "exit 65");

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome.failed()).isEqualTo(1);
        assertThat(trial.reasons()).hasSize(1);
    }

    @Test
    void try_again_burns_no_retry() throws IOException {
        trial.program(
                Role.DETECTION,
                "echo start >> '" + trial.starts + "'; [ $(grep -c start '" + trial.starts
                        + "') -ge 5 ] || exit 75; cp inputs/*.zip outputs/");

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome).isEqualTo(new WorkerOutcome(1, 0, 4, 0));
        assertThat(trial.reasons()).isEmpty();
    }

    @Test
    void a_program_that_finds_a_disk_full_burns_no_retry() throws IOException {
        trial.program(
                Role.DETECTION,
                "echo start >> '" + trial.starts + "'; [ $(grep -c start '" + trial.starts + "') -ge 4 ] || "
                        + "{ echo 'cp: error writing outputs/a.zip: No space left on device' >&2; exit 1; }; "
                        + "cp inputs/*.zip outputs/");

        WorkerOutcome outcome = trial.runUntilIdle(Role.DETECTION);

        assertThat(outcome).isEqualTo(new WorkerOutcome(1, 0, 3, 0)); // one retry is all this queue gives
        assertThat(trial.reasons()).isEmpty();
    }

    @Test
    void an_output_that_is_missing_short_or_a_link_fails_the_task_and_nothing_is_published() throws IOException {
        for (String body : List.of(
                "true",
                "echo short > outputs/$(basename inputs/*.zip)",
                "ln -s $(pwd)/inputs/*.zip outputs/",
                "head -c 100 inputs/*.zip > outputs/$(basename inputs/*.zip)")) {
            trial.program(Role.DETECTION, body);
            trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, PART)));
            trial.runUntilIdle(Role.DETECTION);
        }

        assertThat(trial.reasons())
                .satisfiesExactly(
                        r -> assertThat(r).contains("outputs/").endsWith("is missing"),
                        r -> assertThat(r).endsWith("is no zip: 6 bytes"),
                        r -> assertThat(r).endsWith("is no regular file"),
                        r -> assertThat(r).contains("cannot be read"));
        assertThat(trial.artifacts()).noneMatch(a -> a.startsWith("detection/"));
    }

    @Test
    void an_input_that_is_gone_fails_the_task_with_its_key() throws IOException {
        trial.remove(Vineyard.root().frames(PART));

        trial.runUntilIdle(Role.DETECTION);

        assertThat(trial.reasons())
                .singleElement()
                .asString()
                .startsWith("an input is gone from storage: " + Vineyard.root().frames(PART));
    }

    @Test
    void a_preproc_task_without_a_row_video_map_says_so() throws IOException {
        trial.remove(Vineyard.root().rvm());
        trial.queue.enqueue(List.of(Vineyard.session(0).task(Role.PREPROC, List.of(Vineyard.FIRST), List.of(), 0)));

        trial.runUntilIdle(Role.PREPROC);

        assertThat(trial.reasons())
                .singleElement()
                .asString()
                .contains("no row video map", Vineyard.root().rvm());
    }

    @Test
    void a_timeout_kills_the_program_and_what_it_started() throws IOException {
        Path child = trial.folder().resolve("child");
        trial.program(Trial.spec(
                Role.DETECTION,
                "sleep 600 & echo $! > '" + child + "'; wait",
                ProgramSpec.Mode.ONCE,
                Duration.ofMillis(500)));

        trial.runUntilIdle(Role.DETECTION);

        assertThat(trial.reasons()).singleElement().asString().contains("timeout", "stages.detection.timeout");
        long pid = Long.parseLong(Files.readString(child).strip());
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void a_program_that_cannot_be_started_is_named() {
        trial.program(new ProgramSpec(
                Role.DETECTION, List.of("/no/such/program"), ProgramSpec.Mode.ONCE, ProgramLimits.of(FAR), Map.of()));

        trial.runUntilIdle(Role.DETECTION);

        assertThat(trial.reasons()).singleElement().asString().contains("/no/such/program");
    }

    @Test
    void lines_of_progress_are_heard_and_kept_out_of_the_log() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        trial.events(new WorkerEvents() {
            @Override
            public void taskProgress(int slot, Task task, double fraction, String text) {
                heard.add(fraction + " " + text);
            }
        });
        trial.program(Role.DETECTION, "echo progress 0.42 half way >&2; echo said >&2; cp inputs/*.zip outputs/");

        trial.runUntilIdle(Role.DETECTION);

        assertThat(heard).containsExactly("0.42 half way");
        assertThat(trial.text(Vineyard.root().key(trial.logs().get(0)))).isEqualTo("said\n");
    }

    @Test
    void a_program_that_goes_on_talking_is_left_alone() throws IOException {
        String talking = "for i in 1 2 3 4 5 6 7 8; do echo progress 0.$i >&2; sleep 0.3; done; ";
        ProgramLimits silent = new ProgramLimits(FAR, Duration.ofSeconds(2), 0, 0);
        trial.program(Trial.spec(Role.DETECTION, talking + "cp inputs/*.zip outputs/", ProgramSpec.Mode.ONCE, silent));
        trial.runUntilIdle(Role.DETECTION);

        assertThat(trial.reasons()).isEmpty();
    }

    @Test
    void each_slot_is_given_a_device_and_its_share_of_the_threads() throws IOException {
        trial.devices("0", "1");
        Path told = trial.folder().resolve("told");
        trial.program(
                Role.DETECTION,
                "echo \"$CUDA_VISIBLE_DEVICES ${OMP_NUM_THREADS:+threads}\" >> '" + told + "'; sleep 0.5; "
                        + "cp inputs/*.zip outputs/");
        trial.enqueueDetections();

        trial.worker("w1", 2, true, Role.DETECTION).run();

        assertThat(Files.readAllLines(told)).contains("0 threads", "1 threads").hasSize(4);
    }

    @Test
    void what_the_slots_do_and_take_is_told_with_the_heartbeat() throws IOException {
        CopyOnWriteArrayList<WorkerLoad.Slot> told = new CopyOnWriteArrayList<>();
        Path enough = trial.folder().resolve("enough");
        trial.events(new WorkerEvents() {
            @Override
            public void load(WorkerLoad load) {
                load.slots().stream()
                        .filter(s -> s.cores() > 0 && s.progress() > 0)
                        .forEach(told::add);
                if (!told.isEmpty() && Files.notExists(enough)) {
                    Trial.create(enough);
                }
            }
        });
        trial.program(
                Role.DETECTION,
                "echo progress 0.5 >&2; until [ -e '" + enough + "' ]; do :; done; cp inputs/*.zip outputs/");

        trial.runUntilIdle(Role.DETECTION);

        assertThat(told.get(0).task()).startsWith("detection:s1 2017-06-30_10-01");
        assertThat(told.get(0).memoryBytes()).isPositive();
        assertThat(told.get(0).progress()).isEqualTo(0.5);
    }
}
