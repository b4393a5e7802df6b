package symphony.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Whatever is taken away while a session runs or after it, one repair brings the same results back. */
class RecoveryIT {
    @TempDir
    Path temp;

    private SmallVineyard vineyard;
    private Cli cli;

    @BeforeEach
    void make_a_workspace() throws IOException {
        Path directory = Files.createDirectory(temp.resolve("a folder with blanks"));
        vineyard = SmallVineyard.in(directory);
        cli = new Cli(directory);
        cli.run("registry", "import", "farm.json").succeeds();
    }

    @Test
    void deleted_artifacts_of_every_stage_are_made_again_exactly_and_the_results_are_the_same() throws IOException {
        cli.run("init").succeeds();
        cli.run("work", "--until-idle").succeeds();
        String summary = vineyard.summary();
        List<String> parts = vineyard.names("process-frames");
        assertThat(parts).isNotEmpty();
        assertThat(vineyard.names("detection")).hasSameSizeAs(parts);

        // the middle of a chain: what comes after it is whole, so nothing of it is due
        Files.delete(vineyard.stored(
                vineyard.root().key("detection/" + vineyard.names("detection").get(0))));
        assertThat(plan().get("tasks")).isEmpty();

        // the end of another part's chain, and the summary made from it
        String victim = parts.get(parts.size() - 1);
        Files.delete(vineyard.stored(vineyard.root().key("process-frames/" + victim)));
        Files.delete(vineyard.stored(vineyard.root().summary()));
        JsonNode plan = plan();
        assertThat(plan.get("tasks")).hasSize(1);
        assertThat(plan.at("/tasks/0/key").asText()).endsWith(victim);

        cli.run("repair").succeeds();
        cli.run("work", "--until-idle").succeeds();
        assertThat(plan().get("tasks")).isEmpty();
        assertThat(vineyard.summary()).isEqualTo(summary);
        assertThat(vineyard.names("process-frames")).isEqualTo(parts);
    }

    @Test
    void a_wiped_redis_and_a_killed_worker_cost_nothing_that_was_finished() throws Exception {
        cli.run("init").succeeds();
        Path log = temp.resolve("worker.log");
        Process worker = cli.start(log, "work", "--processes", "2");
        await().atMost(120, SECONDS)
                .until(() -> vineyard.names("preprocess-frames").size() >= 2);
        int port = port(Files.readString(log));
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            redis.flushAll();
        }
        worker.descendants().forEach(ProcessHandle::destroyForcibly);
        worker.destroyForcibly().waitFor();
        List<String> finished = vineyard.names(".symphony/records/preprocess-frames");

        cli.run("repair").succeeds();
        cli.run("work", "--until-idle").succeeds();

        assertThat(plan().get("tasks")).isEmpty();
        assertThat(Files.exists(vineyard.stored(vineyard.root().summary()))).isTrue();
        assertThat(vineyard.names(".symphony/records/preprocess-frames")).containsAll(finished);
        // killed between an artifact and its record, a worker leaves one without; none has two
        assertThat(vineyard.names(".symphony/records/preprocess-frames"))
                .as("none was made twice")
                .extracting(name -> name.substring(0, name.indexOf('~')))
                .doesNotHaveDuplicates()
                .isSubsetOf(vineyard.names("preprocess-frames"));
    }

    @Test
    void a_killed_worker_s_tasks_are_done_by_the_next() throws Exception {
        cli.run("init").succeeds();
        Process worker = cli.start(temp.resolve("worker.log"), "work", "--processes", "2");
        await().atMost(120, SECONDS).until(() -> !vineyard.names("detection").isEmpty());
        List<ProcessHandle> programs = worker.descendants().toList();
        worker.destroyForcibly().waitFor();
        programs.forEach(ProcessHandle::destroyForcibly);

        cli.run("work", "--until-idle").succeeds();

        assertThat(Files.exists(vineyard.stored(vineyard.root().summary()))).isTrue();
        assertThat(plan().get("tasks")).isEmpty();
    }

    private JsonNode plan() {
        return cli.run("repair", "--dry-run", "--json").succeeds().json();
    }

    private static int port(String log) {
        Matcher m = Pattern.compile("Redis \\S+?:([0-9]+)").matcher(log);
        assertThat(m.find()).as(log).isTrue();
        return Integer.parseInt(m.group(1));
    }
}
