package symphony.vision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.MalformedFile;
import symphony.core.json.Json;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;
import symphony.core.task.Role;

class TaskRunTest {
    private static final String TASK =
            "{\"role\":\"rvm\",\"session_name\":\"s1\",\"clientid\":\"oak\",\"farm_name\":\"f\",\"block_name\":\"b\"}";

    @TempDir
    Path dir;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private TaskRun running(Stage stage) {
        return new TaskRun(
                new BuiltinStages(Map.of(Role.RVM, stage)),
                (done, text) -> {},
                new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    private Answer answer(Stage stage) {
        return running(stage).run(new StageFolder(dir), TASK);
    }

    @Test
    void a_stage_that_returns_is_done_and_says_who_it_was() throws IOException {
        Answer answer = answer(
                (folder, task, progress) -> Files.writeString(folder.outputs().resolve("x"), "y"));
        assertThat(answer.exit()).isEqualTo(StageExit.DONE);
        assertThat(dir.resolve("outputs/x")).exists();
        assertThat(Json.parse(Files.readString(dir.resolve("stage.json")))
                        .get("name")
                        .asText())
                .isEqualTo("symphony-rvm");
    }

    @Test
    void bad_data_goes_to_the_dead_letters_in_one_line() {
        Answer bad = answer((folder, task, progress) -> {
            throw new BadData("a.csv: no positions;\n  fill them in");
        });
        assertThat(bad).isEqualTo(new Answer(StageExit.BAD_DATA, "a.csv: no positions; fill them in"));
        Answer malformed = answer((folder, task, progress) -> {
            throw new MalformedFile("a.csv:3: cut short");
        });
        assertThat(malformed.exit()).isEqualTo(StageExit.BAD_DATA);
    }

    @Test
    void a_full_disk_is_tried_again_but_other_faults_are_counted() {
        assertThat(answer((folder, task, progress) -> {
                            throw new IOException("No space left on device");
                        })
                        .exit())
                .isEqualTo(StageExit.TRY_AGAIN);
        assertThat(answer((folder, task, progress) -> {
                            throw new IOException("Unexpected end of stream");
                        })
                        .exit())
                .isEqualTo(StageExit.FAILED);
    }

    @Test
    void a_bug_is_a_failure_whose_trace_is_in_the_log_alone() {
        Answer answer = answer((folder, task, progress) -> {
            throw new IllegalStateException("boom");
        });
        assertThat(answer).isEqualTo(new Answer(StageExit.FAILED, "failed: IllegalStateException: boom"));
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("at symphony.vision");
    }

    @Test
    void serving_answers_each_line_and_survives_what_is_none() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String request = Json.line(Json.object().put("dir", dir.toString()).<ObjectNode>set("task", Json.parse(TASK)));
        new ServeLoop(running((folder, task, progress) -> {}))
                .serve(
                        new BufferedReader(new StringReader("no json\n" + request + "\n{}\n")),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .satisfiesExactly(
                        l -> assertThat(l).startsWith("{\"exit\":1,"),
                        l -> assertThat(l).isEqualTo("{\"exit\":0,\"message\":\"\"}"),
                        l -> assertThat(l).startsWith("{\"exit\":1,"));
    }

    @Test
    void progress_is_told_four_times_a_second_at_most_but_the_last_always() {
        long[] now = {0};
        ProgressLines lines = new ProgressLines(new PrintStream(log, true, StandardCharsets.UTF_8), () -> now[0]);
        for (int i = 0; i < 100; i++) {
            now[0] += 10_000_000;
            lines.at(i / 100.0, "frame " + i);
        }
        lines.at(1, "");
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "progress 0.00 frame 0",
                        "progress 0.25 frame 25",
                        "progress 0.50 frame 50",
                        "progress 0.75 frame 75",
                        "progress 1.00");
    }
}
