package symphony.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;

/** A checker that finds nothing proves nothing: each thing it looks for is done to a run in which all was well. */
class CheckerTest {
    @TempDir
    private Path folder;

    private ChaosWorkspace workspace;
    private SessionRoot root;
    private String detection;

    @BeforeEach
    void finish_a_run() throws IOException {
        workspace = FinishedWorkspace.in(folder);
        root = workspace.sessions().get(0).root();
        PartName part =
                workspace.map(workspace.sessions().get(0)).parts().get(0).name();
        detection = root.detection(part);
    }

    @Test
    void a_run_in_which_all_was_well_is_passed() throws IOException {
        assertThat(new Checker(workspace).check()).isEmpty();
    }

    @Test
    void a_missing_artifact_is_found() throws IOException {
        Files.delete(workspace.stored(detection));

        assertThat(found()).anyMatch(v -> v.startsWith(detection + " was never published"));
    }

    @Test
    void a_torn_artifact_is_found() throws IOException {
        Files.writeString(workspace.stored(detection), "PK torn");

        assertThat(found())
                .anyMatch(v -> v.contains("is torn"))
                .anyMatch(v -> v.startsWith(detection + " is not what its record says"));
    }

    @Test
    void an_artifact_that_no_program_made_is_found() throws IOException {
        Files.writeString(workspace.stored(detection), "PK" + " ".repeat(50) + "1.task-strange");

        assertThat(found()).anyMatch(v -> v.contains("of no attempt that is known: '1.task-strange'"));
    }

    @Test
    void a_second_publication_is_found_by_its_record() throws IOException {
        Path first = workspace.stored(detection + ".first");
        Files.copy(workspace.stored(detection), first);
        Files.writeString(workspace.stored(detection), "another");
        FinishedWorkspace.record(workspace, root, detection, 0);
        Files.move(first, workspace.stored(detection), StandardCopyOption.REPLACE_EXISTING);

        assertThat(found()).anyMatch(v -> v.startsWith(detection + " was published 2 times"));
    }

    @Test
    void a_stray_file_is_found() throws IOException {
        Files.writeString(workspace.stored(root.key("detection/stray.zip")), "");

        assertThat(found()).anyMatch(v -> v.contains("detection/stray.zip is nobody's"));
    }

    @Test
    void a_summary_of_too_few_parts_is_found() throws IOException {
        Files.writeString(workspace.stored(root.summary()), "{\"parts\":1}");

        assertThat(found()).anyMatch(v -> v.contains("was made of 1 parts of"));
    }

    @Test
    void a_summary_that_was_recorded_twice_for_one_making_is_found() throws IOException {
        FinishedWorkspace.record(workspace, root, root.summary(), 1);

        assertThat(found()).anyMatch(v -> v.startsWith(root.summary() + " was published 2 times"));
    }

    @Test
    void a_replaced_artifact_is_seen_by_the_watch() throws IOException {
        ArtifactWatch watch = new ArtifactWatch(workspace.storage());
        watch.look();
        replace(detection, Files.readString(workspace.stored(detection)));
        watch.look();

        assertThat(watch.violations()).singleElement().asString().contains(detection + " was replaced");
    }

    @Test
    void a_replaced_summary_is_seen_by_the_watch() throws IOException {
        ArtifactWatch watch = new ArtifactWatch(workspace.storage());
        watch.look();
        replace(root.summary(), "{\"parts\":7}");
        watch.look();

        assertThat(watch.violations()).singleElement().asString().contains(root.summary() + " was replaced");
    }

    @Test
    void a_summary_that_has_no_record_yet_may_be_made_again_and_its_record_may_come_then() throws IOException {
        Path record = summaryRecord();
        Path late = Files.move(record, folder.resolve("late"));
        ArtifactWatch watch = new ArtifactWatch(workspace.storage());
        watch.look();
        replace(root.summary(), Files.readString(workspace.stored(root.summary())) + " ");
        FinishedWorkspace.record(workspace, root, root.summary(), 0);
        Files.move(late, record);
        watch.look();

        assertThat(watch.violations()).isEmpty();
        assertThat(found()).isEmpty();
    }

    private Path summaryRecord() throws IOException {
        try (Stream<Path> records = Files.list(workspace.stored(root.records()))) {
            return records.filter(r -> r.getFileName().toString().startsWith("summary.json~"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void replace(String key, String content) throws IOException {
        Path other = Files.writeString(workspace.stored(key + ".other"), content);
        Files.move(other, workspace.stored(key), StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> found() throws IOException {
        return new Checker(workspace).check();
    }
}
