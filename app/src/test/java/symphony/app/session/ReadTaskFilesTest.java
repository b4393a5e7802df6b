package symphony.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.core.verify.Finding;

class ReadTaskFilesTest {
    private static final String TASK = "client_name: a\nfarm_name: b\nblock_name: c\n";

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @Test
    void what_is_no_file_of_the_workspace_is_a_finding_and_the_others_are_read_all_the_same() throws IOException {
        Path tasks = Files.createDirectories(directory.resolve("tasks"));
        Files.createDirectory(tasks.resolve("a-folder.yaml"));
        try (RandomAccessFile large =
                new RandomAccessFile(tasks.resolve("b-large.yaml").toFile(), "rw")) {
            large.setLength(50 << 20);
        }
        Files.writeString(elsewhere.resolve("secret.yaml"), TASK);
        Files.createSymbolicLink(tasks.resolve("c-out.yaml"), elsewhere.resolve("secret.yaml"));
        Files.createSymbolicLink(tasks.resolve("d-nowhere.yaml"), tasks.resolve("gone"));
        Files.createSymbolicLink(tasks.resolve("e-loop.yaml"), tasks.resolve("e-loop.yaml"));
        Files.writeString(directory.resolve("shared.yaml"), TASK);
        Files.createSymbolicLink(tasks.resolve("f-inside.yaml"), directory.resolve("shared.yaml"));
        Files.writeString(
                tasks.resolve("g-crlf-and-emoji.yaml"),
                "# 🍇\r\n" + (TASK + "session_name: g\n").replace("\n", "\r\n"));

        assertThat(codes())
                .containsExactly(
                        "tasks/a-folder.yaml file-unreadable",
                        "tasks/b-large.yaml file-too-large",
                        "tasks/c-out.yaml file-links-out",
                        "tasks/d-nowhere.yaml file-links-out",
                        "tasks/e-loop.yaml file-links-out",
                        "tasks/f-inside.yaml:1:14 client-unknown",
                        "tasks/g-crlf-and-emoji.yaml:2:14 client-unknown");
        assertThat(findings().get(1).message()).contains("more than 1048576 bytes");
    }

    private List<String> codes() throws IOException {
        return findings().stream().map(f -> f.place() + " " + f.code()).toList();
    }

    private List<Finding> findings() throws IOException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Surroundings around =
                new Surroundings(directory, Map.of(), nowhere, nowhere, false, directory, Clock.systemUTC());
        try (Workspace workspace = Workspace.open(directory, Map.of(), around)) {
            return new ReadTaskFiles(workspace, Clock.systemUTC())
                    .verified(workspace.taskFiles())
                    .findings();
        }
    }
}
