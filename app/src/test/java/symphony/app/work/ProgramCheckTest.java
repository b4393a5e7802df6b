package symphony.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.config.ConfigurationReader;
import symphony.core.task.Role;

class ProgramCheckTest {
    @TempDir
    Path workspace;

    private Path bin;

    @BeforeEach
    void put_programs() throws IOException {
        bin = Files.createDirectory(workspace.resolve("bin"));
        program("python3");
        program("detect");
        Files.writeString(workspace.resolve("detect.py"), "");
        Files.writeString(workspace.resolve("notes.txt"), "");
    }

    @Test
    void programs_that_can_be_started_are_no_problem() throws IOException {
        assertThat(unable("[python3, detect.py, --size, 3]")).isEmpty();
        assertThat(unable("[bin/detect]")).isEmpty();
        assertThat(unable("['" + bin.resolve("detect") + "']")).isEmpty();
    }

    @Test
    void what_cannot_be_started_is_told_with_its_line() throws IOException {
        assertThat(unable("[pyton3, detect.py]"))
                .isEqualTo("symphony.yaml:2 is 'pyton3', and no such program is on the PATH");
        assertThat(unable("[python3, detekt.py]"))
                .isEqualTo("symphony.yaml:2 is given 'detekt.py', and there is no such file");
        assertThat(unable("[./gone]")).isEqualTo("symphony.yaml:2 is './gone', and there is no such file");
        assertThat(unable("[notes.txt]")).isEqualTo("symphony.yaml:2 is 'notes.txt', and that file is not executable");
    }

    @Test
    void a_path_that_names_no_folder_holds_no_program_and_hides_none() throws IOException {
        String searchPath = "\0nothing" + File.pathSeparator + File.pathSeparator + bin;
        assertThat(unable("[detect]", searchPath)).isEmpty();
        assertThat(unable("[\"de/\\0tect\"]", searchPath)).contains("there is no such file");
    }

    private String unable(String run) throws IOException {
        return unable(run, bin.toString());
    }

    private String unable(String run, String searchPath) throws IOException {
        Files.writeString(workspace.resolve("symphony.yaml"), "stages:\n  detection: {run: " + run + "}\n");
        return ProgramCheck.unable(ConfigurationReader.read(workspace, Map.of(), Map.of()), workspace, searchPath)
                .entrySet()
                .stream()
                .peek(e -> assertThat(e.getKey()).isEqualTo(Role.DETECTION))
                .map(e -> e.getValue().place() + " " + e.getValue().what())
                .collect(Collectors.joining());
    }

    private void program(String name) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
