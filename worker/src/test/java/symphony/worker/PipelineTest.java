package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.StorageKeys;
import symphony.core.pipeline.Provenance;
import symphony.core.session.Redo;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** A session goes through all its roles, with programs that copy. */
final class PipelineTest {
    private Trial trial;

    @BeforeEach
    void needsAShell(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        trial = new Trial(folder);
    }

    @Test
    void a_session_goes_from_camera_logs_to_its_summary_and_each_program_runs_once() throws IOException {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));

        WorkerOutcome outcome = trial.runUntilIdle();

        assertThat(trial.reasons()).isEmpty();
        assertThat(outcome).isEqualTo(new WorkerOutcome(1 + 2 + 4 + 4 + 1, 0, 0, 0));
        assertThat(trial.artifacts())
                .contains("rvm.csv", "vpr.csv", "summary.json", "report/index.html", "summary.csv");
        assertThat(trial.artifacts()).filteredOn(k -> k.endsWith(".zip")).hasSize(3 * 4);
        assertThat(trial.starts(Role.PREPROC)).isEqualTo(2);
        assertThat(trial.starts(Role.DETECTION)).isEqualTo(4);
        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(1);
        assertThat(trial.scratch()).isEmpty();
    }

    @Test
    void beside_each_artifact_lies_a_record_that_tells_where_it_came_from() throws IOException {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));

        trial.runUntilIdle();

        assertThat(trial.records())
                .extracting(RecordName::artifact)
                .containsExactlyInAnyOrderElementsOf(trial.artifacts().stream()
                        .filter(a -> !a.equals("session.json"))
                        .toList());
        PartName part = Vineyard.PARTS.get(0);
        RecordName record = trial.records().stream()
                .filter(r -> r.artifact().equals("detection/" + StorageKeys.framesFile(part)))
                .findFirst()
                .orElseThrow();
        Provenance provenance = Provenance.parse(trial.text(Vineyard.root().key(record.relativeKey())));
        assertThat(provenance.recordName()).isEqualTo(record);
        assertThat(provenance.inputs())
                .extracting(Provenance.Source::name)
                .containsExactly("preprocess-frames/" + StorageKeys.framesFile(part), "session.json", "rvm.csv");
        assertThat(provenance.command()).startsWith("/bin/sh", "-c");
        assertThat(provenance.program()).isEqualTo("sh");
        assertThat(provenance.worker()).isEqualTo("w1");
        assertThat(provenance.task())
                .isEqualTo(Vineyard.partTask(Role.DETECTION, part).identity().hex());
    }

    @Test
    void what_is_done_already_is_not_run_again_and_the_session_goes_on_behind_it() throws IOException {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));
        trial.runUntilIdle();

        trial.queue.enqueue(List.of(Vineyard.rvmTask()));
        WorkerOutcome again = trial.runUntilIdle();

        assertThat(again.done()).isZero();
        assertThat(again.skipped()).isEqualTo(2); // rvm, and the summary that stands
        assertThat(trial.starts(Role.RVM)).isEqualTo(1);
        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(1);
    }

    @Test
    void two_workers_share_a_session_and_summarise_it_once() throws IOException {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));

        CompletableFuture<WorkerOutcome> other =
                CompletableFuture.supplyAsync(() -> trial.worker("w2", true).run());
        WorkerOutcome mine = trial.runUntilIdle();

        assertThat(mine.done() + other.join().done()).isEqualTo(1 + 2 + 4 + 4 + 1);
        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(1);
        assertThat(trial.artifacts()).contains("summary.json");
    }

    @Test
    void a_redo_replaces_what_an_older_run_made_and_what_follows_from_it() throws IOException {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));
        trial.runUntilIdle();
        PartName part = Vineyard.PARTS.get(2);
        Redo redo = new Redo(1, Role.DETECTION, new TreeSet<>(Set.of(2)), new TreeSet<>());
        trial.raise(Vineyard.session(0, redo));

        trial.queue.enqueue(List.of(
                Vineyard.partTask(Role.DETECTION, Vineyard.PARTS.get(1))
                        .next(Role.DETECTION, List.of(), List.of(Vineyard.PARTS.get(1)), 1),
                Vineyard.partTask(Role.DETECTION, part).next(Role.DETECTION, List.of(), List.of(part), 1)));
        trial.runUntilIdle();

        assertThat(trial.starts(Role.DETECTION)).isEqualTo(4 + 2);
        assertThat(trial.starts(Role.PROCESS)).isEqualTo(4 + 2);
        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(2);
        assertThat(trial.records())
                .filteredOn(r -> r.artifact().startsWith("process-frames/") && r.run() == 1)
                .hasSize(2);
    }

    @Test
    void a_waiting_task_of_an_older_run_is_dropped() throws IOException {
        trial.withMap();
        trial.raise(Vineyard.session(3));

        trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, Vineyard.PARTS.get(0))));
        WorkerOutcome outcome = trial.runUntilIdle();

        assertThat(outcome).isEqualTo(new WorkerOutcome(0, 1, 0, 0));
        assertThat(Files.readString(trial.starts)).isEmpty();
    }

    @Test
    void a_summary_whose_process_artifacts_have_changed_is_made_again() throws IOException {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));
        trial.runUntilIdle();
        String process = Vineyard.root().process(Vineyard.PARTS.get(0));
        trial.overwrite(process, Vineyard.zipBytes("something longer, made by hand"));

        trial.queue.enqueue(List.of(Vineyard.session(0).task(Role.POSTPROCESS, List.of(), List.of(), 0)));
        trial.runUntilIdle();

        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(2);
    }

    @Test
    void a_summary_stays_when_the_record_of_one_of_its_inputs_comes_late() throws IOException {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));
        trial.runUntilIdle();
        RecordName late = trial.records().stream()
                .filter(r ->
                        Vineyard.root().key(r.artifact()).equals(Vineyard.root().process(Vineyard.PARTS.get(0))))
                .findFirst()
                .orElseThrow();
        String record = Vineyard.root().key(late.relativeKey());
        byte[] content = trial.text(record).getBytes(StandardCharsets.UTF_8);
        Task summarise = Vineyard.session(0).task(Role.POSTPROCESS, List.of(), List.of(), 0);

        trial.remove(record);
        trial.remove(Vineyard.root().summary());
        trial.queue.enqueue(List.of(summarise));
        trial.runUntilIdle();
        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(2);
        trial.put(record, content);
        trial.queue.enqueue(List.of(summarise));
        trial.runUntilIdle();

        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(2);
    }

    @Test
    void a_summary_stays_whose_own_record_comes_while_it_is_made_again() throws IOException {
        trial.queue.enqueue(List.of(Vineyard.rvmTask()));
        trial.runUntilIdle();
        String summary = trial.text(Vineyard.root().summary());
        Path storage = trial.folder().resolve("storage");
        Path record = trial.records().stream()
                .filter(r ->
                        Vineyard.root().key(r.artifact()).equals(Vineyard.root().summary()))
                .map(r -> storage.resolve(Vineyard.root().key(r.relativeKey())))
                .findFirst()
                .orElseThrow();
        Path late = Files.move(record, trial.folder().resolve("late"));
        trial.program(
                Role.POSTPROCESS,
                "echo '{ }' > outputs/summary.json; echo other > outputs/summary.csv; mv '%s' '%s'; echo postprocess >> '%s'"
                        .formatted(late, record, trial.starts));

        trial.queue.enqueue(List.of(Vineyard.session(0).task(Role.POSTPROCESS, List.of(), List.of(), 0)));
        WorkerOutcome outcome = trial.runUntilIdle();

        assertThat(trial.starts(Role.POSTPROCESS)).isEqualTo(2);
        assertThat(outcome.failed()).isZero();
        assertThat(trial.text(Vineyard.root().summary())).isEqualTo(summary);
        assertThat(trial.text(Vineyard.root().key("summary.csv"))).isNotEqualTo("other\n");
    }

    @Test
    void a_task_made_by_hand_that_names_only_its_input_is_served_without_session_json() throws IOException {
        trial.withMap();
        trial.remove(Vineyard.root().session());
        PartName part = Vineyard.PARTS.get(3);
        trial.put(Vineyard.root().frames(part), Vineyard.zipBytes("frames"));

        trial.queue.push(
                "detection:s1",
                """
                {"role":"detection","session_name":"s1","clientid":"oak","farm_name":"Upper Bench","block_name":"12D",\
                "detection_params":{"folders":["old/path/%s"]}}"""
                        .formatted(StorageKeys.framesFile(part)));
        trial.runUntilIdle(Role.DETECTION);

        assertThat(trial.artifacts()).contains("detection/" + StorageKeys.framesFile(part));
        assertThat(trial.queue.waiting("process:s1")).hasSize(1);
    }
}
