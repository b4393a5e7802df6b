package symphony.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** What repair finds, says and heals, on the real command line, with a detection program of the user's own. */
class RepairIT {
    private static final long LONG = 240;

    @TempDir
    Path directory;

    private SmallVineyard vineyard;
    private Cli cli;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void make_a_workspace() throws IOException {
        vineyard = SmallVineyard.in(directory);
        cli = new Cli(directory);
        Files.writeString(
                directory.resolve("symphony.yaml"),
                """
                stages:
                  detection: {run: [sh, detect.sh]}
                  process: {run: [sh, process.sh]}
                  postprocess: {run: [sh, summary.sh]}
                """);
        Files.writeString(directory.resolve("detect.sh"), "cp inputs/*.zip outputs/\n");
        Files.writeString(
                directory.resolve("process.sh"),
                """
                for f in inputs/*.zip; do
                  n=$(basename "$f" .zip)
                  stem=${n%%-preprocess-*}; side=${n#*-preprocess-}
                  row=$(echo "$side" | cut -d- -f1-2); piece=$(echo "$side" | cut -s -d- -f3)
                  cp "$f" "outputs/$row${piece:+-part$piece}-$stem.zip"
                done
                """);
        Files.writeString(directory.resolve("summary.sh"), "echo '{\"session_name\":\"s1\"}' > outputs/summary.json\n");
        cli.run("registry", "import", "farm.json").succeeds();
    }

    @AfterEach
    void end_what_was_started() throws InterruptedException {
        for (Process process : started) {
            process.destroy(); // the last to leave shuts the embedded Redis down
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void bytes_that_were_lost_are_found_by_reading_and_made_again_and_nothing_else_is() throws Exception {
        finish();
        String victim = vineyard.names("process-frames").get(0);
        Path file = vineyard.stored(vineyard.root().key("process-frames/" + victim));
        byte[] bytes = Files.readAllBytes(file);
        byte[] good = bytes.clone();
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThat(plan().get("tasks")).as("a listing cannot see it").isEmpty();
        JsonNode deep = plan("--deep");
        assertThat(deep.get("tasks")).hasSize(1);
        assertThat(deep.at("/tasks/0/reason").asText()).isEqualTo("checksum");
        assertThat(deep.at("/tasks/0/key").asText()).endsWith(victim);
        assertThat(deep.at("/findings/0/code").asText()).isEqualTo("artifact-broken");

        cli.run("repair", "--deep").succeeds();
        cli.run("work", "--until-idle").succeeds();

        assertThat(Files.readAllBytes(file)).isEqualTo(good);
        assertThat(plan("--deep").get("tasks")).isEmpty();
    }

    @Test
    void what_other_parameters_made_is_shown_and_made_again_when_asked_and_its_story_is_told() throws Exception {
        finish();
        int parts = vineyard.names("detection").size();
        assertThat(plan().at("/sessions/0/outdated/detection").asInt()).isZero();

        Path task = directory.resolve("tasks/s1.yaml");
        Files.writeString(task, Files.readString(task).replace("{}", "{threshold: 0.5}"));
        JsonNode plan = plan();
        assertThat(plan.get("tasks")).as("outdated is no reason by itself").isEmpty();
        assertThat(plan.at("/sessions/0/outdated/detection").asInt()).isEqualTo(parts);
        assertThat(plan.at("/sessions/0/outdated/preproc").asInt()).isZero();
        assertThat(cli.run("repair", "--dry-run").succeeds().out()).contains("threshold was not given, now 0.5");
        JsonNode redo = plan("--outdated");
        assertThat(redo.get("tasks")).hasSize(parts);
        assertThat(redo.at("/tasks/0/reason").asText()).isEqualTo("outdated");
        assertThat(redo.at("/tasks/0/role").asText()).isEqualTo("detection");

        cli.run("repair", "--outdated").succeeds();
        cli.run("work", "--until-idle").succeeds();

        JsonNode after = plan("--outdated");
        assertThat(after.get("tasks")).isEmpty();
        assertThat(after.at("/sessions/0/outdated/detection").asInt()).isZero();

        String part =
                vineyard.names("detection").get(0).replace("-preprocess", "").replace(".zip", "");
        try (Jedis redis = redis()) {
            redis.flushAll();
        }
        JsonNode story = cli.run("why", part, "--json").succeeds().json().get("artifacts");
        assertThat(story).hasSize(3);
        JsonNode detection = story.get(1);
        assertThat(detection.at("/made/parameters/threshold").asText()).isEqualTo("0.5");
        assertThat(detection.at("/made/run").asInt()).isEqualTo(1);
        assertThat(detection.at("/made/inputs/0/name").asText()).startsWith("preprocess-frames/");
        assertThat(detection.at("/made/inputs/0/sha256").asText()).hasSize(64);
        assertThat(detection.get("earlier")).hasSize(1);
        assertThat(cli.run("why", part).succeeds().out())
                .contains("made by sh")
                .contains("earlier: run 0")
                .contains("from preprocess-frames/");
    }

    @Test
    void a_redo_is_tried_first_and_why_names_what_is_due() throws Exception {
        finish();
        JsonNode tried = plan("--redo", "--stage", "process", "--rows", "1");
        assertThat(tried.get("tasks")).isNotEmpty();
        assertThat(tried.at("/tasks/0/reason").asText()).isEqualTo("redo");
        assertThat(plan().get("tasks")).as("nothing was written").isEmpty();

        String victim = vineyard.names("process-frames").get(0);
        String key = vineyard.root().key("process-frames/" + victim);
        Files.delete(vineyard.stored(key));
        JsonNode due = cli.run("why", key, "--json").succeeds().json().at("/artifacts/0/due");
        assertThat(due.get("reason").asText()).isEqualTo("absent");
        assertThat(due.get("queued").asBoolean()).isFalse();
        cli.run("why", "row99-dir1-x.zip").refuses(1, "no session");
    }

    @Test
    void of_two_watchers_one_heals_a_wiped_redis_while_workers_run_and_the_other_takes_over() throws Exception {
        cli.run("init").succeeds();
        Path up = directory.resolve("up.log");
        Process both = start(up, "up", "--processes", "1");
        Path second = directory.resolve("second.log");
        await().atMost(LONG, SECONDS).until(() -> said(up, "this watcher acts"));
        start(second, "repair", "--watch");
        await().atMost(LONG, SECONDS)
                .until(() -> !vineyard.names("preprocess-frames").isEmpty());
        try (Jedis redis = redis(up)) {
            redis.flushAll();
        }
        await().atMost(LONG, SECONDS)
                .until(() -> Files.exists(vineyard.stored(vineyard.root().summary())));
        for (String folder : List.of("preprocess-frames", "detection", "process-frames")) {
            assertThat(vineyard.names(".symphony/records/" + folder))
                    .as("none was made twice")
                    .extracting(name -> name.substring(0, name.indexOf('~')))
                    .doesNotHaveDuplicates();
        }

        // its programs die with it; Redis, which the other uses too, does not
        List<ProcessHandle> programs = both.descendants()
                .filter(p -> p.info().command().orElse("").endsWith("java"))
                .toList();
        both.destroyForcibly().waitFor();
        programs.forEach(ProcessHandle::destroyForcibly);
        await().atMost(LONG, SECONDS).until(() -> said(second, "this watcher acts"));
        Files.delete(vineyard.stored(vineyard.root()
                .key("process-frames/" + vineyard.names("process-frames").get(0))));
        await().atMost(LONG, SECONDS).until(() -> said(second, "enqueued 1 missing task"));
    }

    @Test
    void one_session_that_cannot_be_read_is_named_and_the_others_go_on() throws Exception {
        cli.run("init").succeeds();
        Files.writeString(directory.resolve("tasks/s2.yaml"), vineyard.taskFile("s2"));
        cli.run("init", "tasks/s2.yaml").succeeds();
        Path broken = vineyard.stored(vineyard.root().session());
        Files.writeString(broken, "{");
        try (Jedis redis = redis()) {
            redis.flushAll();
        }

        Cli.Answer answer = cli.run("repair");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).contains("s2 (").contains("1 task enqueued");
        assertThat(answer.err()).contains("storage-unreadable").contains("session.json");
    }

    private void finish() {
        cli.run("init").succeeds();
        cli.run("work", "--until-idle").succeeds();
        assertThat(plan().get("tasks")).isEmpty();
    }

    private JsonNode plan(String... more) {
        List<String> arguments = new ArrayList<>(List.of("repair", "--dry-run", "--json"));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new)).succeeds().json();
    }

    private Process start(Path log, String... arguments) throws IOException {
        Process process = cli.start(log, arguments);
        started.add(process);
        return process;
    }

    private static boolean said(Path log, String text) throws IOException {
        return Files.exists(log) && Files.readString(log).contains(text);
    }

    /** The workspace's own server, kept up by a command that uses it. */
    private Jedis redis() throws IOException {
        Path log = directory.resolve("keeper-" + started.size() + ".log");
        start(log, "repair", "--watch", "tasks/s1.yaml");
        await().atMost(LONG, SECONDS).until(() -> said(log, "Watching"));
        return redis(log);
    }

    private static Jedis redis(Path log) throws IOException {
        Matcher m = Pattern.compile("Redis \\S+?:([0-9]+)").matcher(Files.readString(log));
        assertThat(m.find()).isTrue();
        return new Jedis("127.0.0.1", Integer.parseInt(m.group(1)));
    }
}
