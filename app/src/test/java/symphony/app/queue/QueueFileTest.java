package symphony.app.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.UserError;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.Saved;

class QueueFileTest {
    @TempDir
    Path directory;

    private Path path;
    private QueueFile file;
    private final List<Saved> all = List.of(
            new Saved.Paused(QueueSelector.ofSession("s1")),
            new Saved.Weight("s1", 3),
            new Saved.Waiting(new Saved.Line("detection:s1", Saved.Raw.of("a line\nof two"), 0, List.of())));

    @BeforeEach
    void write() throws IOException {
        path = directory.resolve("saved.jsonl");
        file = new QueueFile(path);
        assertThat(file.write(Instant.EPOCH, sink -> all.forEach(saved -> sink.accept(saved.toLine()))))
                .isEqualTo(3);
    }

    @Test
    void what_was_written_is_read() throws IOException {
        List<Saved> read = new ArrayList<>();
        file.checked(saved -> true).read(read::add);
        assertThat(read).isEqualTo(all);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void of_what_is_chosen_alone_it_tells_how_many_and_which() throws IOException {
        QueueFile.Whole weights = file.checked(Saved.Weight.class::isInstance);
        assertThat(weights.count()).isEqualTo(1);
        List<Saved> read = new ArrayList<>();
        weights.read(read::add);
        assertThat(read).containsExactly(all.get(1));
    }

    @Test
    void one_that_is_changed_after_it_was_checked_is_not_taken_for_whole() throws IOException {
        QueueFile.Whole checked = file.checked(saved -> true);
        Files.writeString(path, Files.readString(path).replace("\"weight\":3", "\"weight\":4"));
        assertThatThrownBy(() -> checked.read(saved -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("was changed")
                .hasMessageContaining("load it again");
    }

    @Test
    void a_file_cut_anywhere_is_refused_before_anything_is_told() throws IOException {
        String whole = Files.readString(path);
        for (int length = 0; length < whole.length() - 1; length++) {
            Files.writeString(path, whole.substring(0, length));
            refused("");
        }
    }

    @Test
    void a_file_with_a_line_changed_or_left_out_is_refused() throws IOException {
        List<String> lines = Files.readAllLines(path);
        Files.writeString(path, Files.readString(path).replace("\"weight\":3", "\"weight\":4"));
        refused("was changed");
        Files.write(path, List.of(lines.get(0), lines.get(1), lines.get(3), lines.get(4)));
        refused("was changed");
    }

    @Test
    void another_version_and_another_file_are_named() throws IOException {
        String whole = Files.readString(path);
        Files.writeString(path, whole.replace("\"version\":1", "\"version\":2"));
        refused("version 2");
        Files.writeString(path, "{\"some\":\"json\"}\n");
        refused(":1: this is no file of symphony queue save");
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'});
        refused("no text");
        Files.delete(path);
        refused("there is no file");
    }

    @Test
    void a_failure_while_it_is_written_leaves_the_old_file() throws IOException {
        String before = Files.readString(path);
        assertThatThrownBy(() -> file.write(Instant.EPOCH, sink -> {
                    sink.accept("{}");
                    throw new IllegalStateException("Redis went away");
                }))
                .hasMessage("Redis went away");
        assertThat(path).hasContent(before);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    private void refused(String message) {
        List<Saved> told = new ArrayList<>();
        assertThatThrownBy(() -> file.checked(saved -> true).read(told::add))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
        assertThat(told).isEmpty();
    }
}
