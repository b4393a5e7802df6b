package symphony.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.VinesPerRow;
import symphony.core.json.Json;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.vision.rvm.RvmFolder;

/** The executable as a worker runs it, by its own process. */
class MainTest {
    @TempDir
    Path dir;

    private Task task = RvmFolder.TASK;

    @BeforeEach
    void aScanOfFiveRows() throws IOException {
        task = RvmFolder.write(dir);
    }

    private ProcessBuilder main(String mode) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-XX:TieredStopAtLevel=1",
                        "symphony.vision.Main",
                        mode)
                .redirectError(dir.resolve("stderr").toFile());
    }

    @Test
    void once_does_the_task_in_the_folder_of_the_environment() throws Exception {
        ProcessBuilder builder = main("once");
        builder.environment().put(StageFolder.VARIABLE, dir.toString());
        Process process = builder.start();
        assertThat(process.waitFor()).isEqualTo(StageExit.DONE.code());
        RowVideoMap map = RowVideoMap.parse(Files.readString(dir.resolve("outputs/rvm.csv")), "rvm.csv");
        assertThat(map.size()).isGreaterThanOrEqualTo(8);
        VinesPerRow vines = VinesPerRow.parse(Files.readString(dir.resolve("outputs/vpr.csv")), "vpr.csv");
        assertThat(vines.vines()).hasSize(5).containsEntry(5, 20);
        assertThat(Files.readString(dir.resolve("stderr"))).contains("progress 1.00");
    }

    @Test
    void once_ends_with_65_and_says_why_where_the_data_is_bad() throws Exception {
        try (var logs = Files.list(dir.resolve("inputs"))) {
            for (Path log : logs.toList()) {
                Files.writeString(log, "frame_number,timestamp,latitude,longitude\n1,1,1,1\n");
            }
        }
        ProcessBuilder builder = main("once");
        builder.environment().put(StageFolder.VARIABLE, dir.toString());
        assertThat(builder.start().waitFor()).isEqualTo(StageExit.BAD_DATA.code());
        assertThat(Files.readString(dir.resolve("stderr"))).contains("fix-log").doesNotContain("\tat ");
        assertThat(dir.resolve("outputs/rvm.csv")).doesNotExist();
    }

    @Test
    void serve_answers_a_line_a_task_and_ends_with_its_input() throws Exception {
        Process process = main("serve").start();
        try (Writer requests = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            for (String ignored : List.of("first", "second")) {
                requests.write("{\"dir\":"
                        + Json.line(Json.array(List.of(dir.toString())).get(0)) + ",\"task\":" + task.toLine() + "}\n");
                requests.flush();
                assertThat(answers.readLine()).isEqualTo("{\"exit\":0,\"message\":\"\"}");
            }
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void every_role_has_its_program() {
        for (Role role : Role.ALL) {
            assertThat(BuiltinStages.all().of(role)).as("%s", role).isPresent();
        }
    }
}
