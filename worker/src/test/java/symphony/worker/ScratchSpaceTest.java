package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk for task folders, and how long it is left alone when it is full. */
final class ScratchSpaceTest {
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

    private ScratchSpace space(long limit) {
        return new ScratchSpace(folder, limit, new WorkerEvents() {
            @Override
            public void scratchFull(String what) {
                said.add(what);
            }
        });
    }
}
