package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.json.Json;

/** The disk for task folders, and how long it is left alone when it is full. */
final class ScratchSpaceTest {
    private static final ObjectNode TASK = Json.object().put("role", "detection");

    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void as_many_task_folders_as_the_limit_bears_by_the_largest_of_late() {
        ScratchSpace space = space(1_000);
        assertThat(space.mostFolders()).isEqualTo(Integer.MAX_VALUE);

        space.deleted(300);
        space.deleted(10);
        assertThat(space.mostFolders()).isEqualTo(3);

        space.deleted(5_000);
        assertThat(space.mostFolders()).isEqualTo(1); // one always, or nothing would ever be done
    }

    @Test
    void a_disk_that_stays_full_is_left_alone_longer_each_time_until_a_task_had_all_its_room() {
        ScratchSpace space = space(0);
        for (int i = 0; i < 8; i++) {
            space.deleted(10); // the folder of the task that found no room
            space.foundFull(new ScratchFull("No space left on device"));
        }
        space.sufficed();
        space.foundFull(new ScratchFull("No space left on device"));

        assertThat(said)
                .map(message -> message.substring(message.lastIndexOf("for ")))
                .containsExactly(
                        "for 1 s",
                        "for 2 s",
                        "for 4 s",
                        "for 8 s",
                        "for 16 s",
                        "for 32 s",
                        "for 60 s",
                        "for 60 s",
                        "for 1 s");
    }

    @Test
    void what_a_task_leaves_behind_is_gone_when_its_folder_is_used_again() throws IOException {
        ScratchSpace space = space(0);
        Path left = space.make(TASK).stage().path();
        TaskFolder first = space.make(TASK);
        Files.writeString(first.log(), "words");
        Files.writeString(first.stage().inputs().resolve("frames.zip"), "frames");
        Files.createDirectories(first.stage().outputs().resolve("report/pictures"));
        Files.delete(first.stage().context());
        Files.createSymbolicLink(first.stage().context(), left);
        first.close();

        TaskFolder second = space.make(TASK);

        assertThat(said).isEmpty();
        assertThat(second.stage().path()).isNotEqualTo(first.stage().path());
        assertThat(first.stage().path()).doesNotExist();
        assertThat(Files.isSymbolicLink(second.stage().context())).isFalse();
        assertThat(left.resolve("task.json")).exists();
        try (Stream<Path> all = Files.walk(second.stage().path().resolveSibling("."))) {
            assertThat(all.map(path -> second.stage().path().resolveSibling(".").relativize(path))
                            .map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "", "task", "task/task.json", "task/inputs", "task/context", "task/outputs");
        }
    }

    @Test
    void a_folder_that_was_tidied_away_meanwhile_is_made_anew() throws IOException {
        ScratchSpace space = space(0);
        TaskFolder first = space.make(TASK);
        first.close();
        try (Stream<Path> all = Files.walk(first.stage().path().getParent())) {
            all.sorted(Comparator.reverseOrder())
                    .forEach(path -> assertThat(path.toFile().delete()).isTrue());
        }

        assertThat(space.make(TASK).stage().outputs()).isEmptyDirectory();
    }

    private ScratchSpace space(long limit) {
        return new ScratchSpace(folder, limit, new WorkerEvents() {
            @Override
            public void scratchFull(String what) {
                said.add(what);
            }

            @Override
            public void trouble(String what) {
                said.add(what);
            }
        });
    }
}
