package symphony.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;

class StorageRoomTest {
    private static final SessionRoot ROOT = StorageKeys.sessionRoot("oak", "Upper Bench", "12D", "s1");

    @TempDir
    Path directory;

    @Test
    void folders_that_are_not_there_yet_can_be_made() {
        assertThat(new StorageRoom(directory.resolve("storage")).notWritable(ROOT))
                .isEmpty();
    }

    @Test
    void a_file_where_results_belong_is_in_their_way() throws IOException {
        Files.createDirectories(directory.resolve("oak"));
        Files.writeString(directory.resolve("oak/results"), "");
        assertThat(new StorageRoom(directory).notWritable(ROOT)).hasValueSatisfying(f -> {
            assertThat(f.code()).isEqualTo("storage-not-writable");
            assertThat(f.isError()).isTrue();
            assertThat(f.message()).endsWith("oak/results is no folder");
        });
    }

    @Test
    void less_room_than_the_archives_take_is_a_warning() throws IOException {
        assertThat(StorageRoom.spaceLow(5_000_000_000L, 5_000_000_000L)).isEmpty();
        assertThat(StorageRoom.spaceLow(5_000_000_000L, 1_200_000_000L)).hasValueSatisfying(f -> {
            assertThat(f.isError()).isFalse();
            assertThat(f.message()).contains("5.0 GB, and 1.2 GB are free");
        });
        assertThat(new StorageRoom(directory.resolve("not/there/yet")).spaceLow(1))
                .isEmpty();
    }
}
