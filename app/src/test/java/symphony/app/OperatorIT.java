package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does every day, and what scripts read. */
class OperatorIT {
    @TempDir
    Path directory;

    private SmallVineyard vineyard;
    private Cli cli;

    @BeforeEach
    void make_a_workspace() throws IOException {
        vineyard = SmallVineyard.in(directory);
        cli = new Cli(directory);
        cli.run("registry", "import", "farm.json").succeeds();
    }

    @Test
    void status_and_queues_are_read_by_scripts_and_held_by_hand() {
        cli.run("init").succeeds();
        JsonNode status = cli.run("status", "--once", "--json").succeeds().json();
        assertThat(status.at("/queues/0/queue").asText()).isEqualTo("rvm:s1");
        assertThat(status.at("/queues/0/waiting").asInt()).isEqualTo(1);
        assertThat(status.get("workers")).isEmpty();
        assertThat(cli.run("status", "--once", "--json", "--storage", "file:storage")
                        .succeeds()
                        .json())
                .as("the plain form is read without the command line's library; any other form is not")
                .isEqualTo(status);
        assertThat(cli.run("init").succeeds().out()).contains("nothing is due");

        cli.run("queue", "pause", "rvm:s1").succeeds();
        assertThat(cli.run("status", "--once").succeeds().out()).contains("paused");
        cli.run("queue", "resume", "rvm:s1").succeeds();
        assertThat(cli.run("queue", "ls").succeeds().out()).contains("rvm:s1").doesNotContain("paused");
    }

    @Test
    void a_redo_of_one_row_makes_it_again_under_a_higher_run_and_leaves_the_others() throws IOException {
        cli.run("init").succeeds();
        cli.run("work", "--until-idle").succeeds();
        String summary = vineyard.summary();
        int records = vineyard.names(".symphony/records/detection").size();

        cli.run("repair", "--redo", "--stage", "detection", "--rows", "2", "tasks/s1.yaml")
                .succeeds();
        cli.run("work", "--until-idle").succeeds();

        assertThat(vineyard.names(".symphony/records/detection"))
                .filteredOn(n -> n.contains("~1~"))
                .isNotEmpty()
                .allMatch(n -> n.contains("-row2-"));
        assertThat(vineyard.names(".symphony/records/detection")).hasSizeGreaterThan(records);
        assertThat(vineyard.summary()).isEqualTo(summary);
        assertThat(cli.run("history", "s1").succeeds().out().lines())
                .hasSizeGreaterThan(records)
                .anyMatch(l -> l.contains(",task,s1,detection,") && l.contains("row2") && l.endsWith("run 1\""));
        assertThat(cli.run("repair", "--dry-run", "--json").succeeds().json().get("tasks"))
                .isEmpty();
    }

    @Test
    void a_session_whose_task_file_is_lost_is_found_in_storage() throws IOException {
        cli.run("init").succeeds();
        Files.delete(directory.resolve("tasks/s1.yaml"));
        cli.run("work", "--until-idle").succeeds();
        Files.delete(vineyard.stored(vineyard.root().summary()));
        JsonNode plan = cli.run("repair", "--dry-run", "--json").succeeds().json();
        assertThat(plan.at("/sessions/0/session_name").asText()).isEqualTo("s1");
        assertThat(plan.at("/sessions/0/missing/postprocess").asInt()).isEqualTo(1);
    }

    @Test
    void a_cancelled_session_stops_its_programs_and_the_history_tells_who_did_what() throws Exception {
        Files.writeString(directory.resolve("symphony.yaml"), "stages:\n  rvm: {run: [sleep, \"600\"], mode: once}\n");
        cli.run("init").succeeds();
        Path log = directory.resolve("worker.log");
        Process worker = cli.start(log, "work", "--until-idle", "--roles", "rvm", "--processes", "1");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> cli.run("status", "--once", "--json")
                                .json()
                                .at("/queues/0/claimed")
                                .asInt()
                        == 1);

        assertThat(cli.run("queue", "cancel", "s1").succeeds().out()).contains("1 task taken away");

        assertThat(worker.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(log)).contains("returned rvm:s1").contains("0 done");
        assertThat(cli.run("status", "--once").succeeds().out()).contains("cancelled: s1");
        JsonNode events =
                cli.run("history", "--commands", "--json").succeeds().json().get("events");
        assertThat(events)
                .extracting(e -> e.get("what").asText())
                .containsExactlyInAnyOrder(
                        "symphony registry import farm.json",
                        "symphony init",
                        "symphony work --until-idle --roles rvm --processes 1",
                        "symphony queue cancel s1");
    }
}
