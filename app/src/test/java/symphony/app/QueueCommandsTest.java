package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;
import symphony.redis.embedded.EmbeddedRedis;

/** The operator's commands against a workspace's own Redis; run in this process, since they are many. */
class QueueCommandsTest {
    @TempDir
    static Path directory;

    private static EmbeddedRedis server;
    private static TaskQueue queue;

    @BeforeAll
    static void start() {
        server = EmbeddedRedis.open(directory, 19_600);
        queue = RedisTaskQueue.connect(server.uri(), RetryPolicy.DEFAULT);
    }

    @BeforeEach
    void five_tasks_wait() throws IOException {
        WipedRedis.wipe(server.uri());
        Files.deleteIfExists(directory.resolve(".symphony/history/commands.jsonl"));
        queue.enqueue(
                IntStream.rangeClosed(1, 5).mapToObj(row -> task("s1", row)).toList());
    }

    @AfterAll
    static void stop() {
        queue.close();
        server.close();
    }

    @Test
    void queues_are_listed_and_looked_into() {
        queue.enqueue(List.of(task("s2", 1)));
        assertThat(run("queue", "ls").succeeds().out()).contains("detection:s1", "detection:s2");
        assertThat(run("queue", "ls", "*:s2").succeeds().out()).doesNotContain("detection:s1");
        assertThat(run("queue", "ls", "--json", "*:s2").succeeds().json().get("queues"))
                .hasSize(1);
        run("queue", "ls", "*:s3").refuses(1, "no queue matches '*:s3'");

        assertThat(run("queue", "peek", "detection:s1", "--tail", "2", "--fields", "part,detection_params.model,no")
                        .succeeds()
                        .out()
                        .lines())
                .containsExactly(
                        "part=[\"2017-06-30_10-01_22179657_10_04-row4-dir1\"] detection_params.model=v2 no=-",
                        "part=[\"2017-06-30_10-01_22179657_10_04-row5-dir1\"] detection_params.model=v2 no=-");
        JsonNode peeked = run("queue", "peek", "detection:s1", "--head", "3", "--json")
                .succeeds()
                .json();
        assertThat(peeked.get("lines")).hasSize(3);
        assertThat(run("queue", "peek", "process:s1").succeeds().out()).contains("nothing waits");
        run("queue", "peek", "nonsense").refuses(2, "no queue's name");
        run("queue", "peek", "detection:s1", "--head", "0").refuses(2, "from 1 on");
    }

    @Test
    void what_is_paused_is_shown_and_let_go_by_the_same_words() {
        assertThat(run("queue", "pause", "--dry-run", "detection:*").succeeds().out())
                .contains("dry run");
        assertThat(status().get("held")).isEmpty();
        assertThat(run("queue", "pause", "detection:*", "*:s1").succeeds().out())
                .contains("5 tasks will wait");
        assertThat(status().get("held")).hasSize(2);
        assertThat(status().at("/queues/0/paused").asBoolean()).isTrue();
        assertThat(run("queue", "resume", "detection:s1").succeeds().out())
                .contains("was not paused, but held still: *:s1, detection:*");
        run("queue", "resume", "detection:*", "*:s1").succeeds();
        assertThat(status().at("/queues/0/paused").asBoolean()).isFalse();
        run("queue", "pause", "detection").refuses(2, "'detection' chooses no queues");
        run("queue", "pause", "*:*").refuses(2, "'*:*' chooses no queues");
    }

    @Test
    void tasks_are_moved_and_purged_by_what_they_hold_never_running_ones() {
        assertThat(run("queue", "move", "detection:s1", "detection:s2", "--where", "part=*-row[12]-*", "--json")
                        .succeeds()
                        .json()
                        .get("moved")
                        .asInt())
                .isZero();
        assertThat(run(
                                "queue",
                                "move",
                                "detection:s1",
                                "detection:s2",
                                "--where",
                                "part=*-row2-*",
                                "--dry-run",
                                "--json")
                        .succeeds()
                        .json()
                        .get("moved")
                        .asInt())
                .isEqualTo(1);
        run("queue", "move", "detection:s1", "detection:s2", "--where", "part=*-row2-*")
                .succeeds();
        assertThat(queue.control().peek(task("s2", 1).queue(), 0, 9))
                .containsExactly(task("s2", 2).toLine());
        run("queue", "move", "detection:s1", "detection:s1").refuses(2, "both are");
        run("queue", "move", "detection:s9", "detection:s1").refuses(1, "nothing waits in detection:s9");

        try (Membership worker = worker("w1")) {
            assertThat(worker.claim(0, Role.ALL)).isPresent();
            run("queue", "purge", "detection:*").refuses(2, "Say --yes");
            run("queue", "purge", "process:*", "--yes").refuses(1, "no queue matches");
            assertThat(run("queue", "purge", "detection:*", "--yes", "--dry-run")
                            .succeeds()
                            .out())
                    .contains("4 tasks");
            assertThat(run("queue", "purge", "detection:*", "--yes", "--json")
                            .succeeds()
                            .json()
                            .get("purged")
                            .asInt())
                    .isEqualTo(4);
            assertThat(status().at("/queues/0/claimed").asInt()).isEqualTo(1);
        }
    }

    @Test
    void a_cancelled_session_is_out_until_it_is_readmitted() {
        run("queue", "cancel", "nobody").refuses(1, "there is no session 'nobody'");
        assertThat(run("queue", "cancel", "s1", "--dry-run").succeeds().out()).contains("5 tasks");
        assertThat(run("queue", "cancel", "s1", "--json")
                        .succeeds()
                        .json()
                        .get("taken_away")
                        .asInt())
                .isEqualTo(5);
        assertThat(status().get("cancelled")).hasSize(1);
        assertThat(queue.enqueue(List.of(task("s1", 1)))).isZero();
        run("queue", "readmit", "s2").refuses(1, "these are: s1");
        run("queue", "readmit", "s1").succeeds();
        assertThat(queue.enqueue(List.of(task("s1", 1)))).isEqualTo(1);
        run("queue", "readmit", "s1").refuses(1, "none is");
    }

    @Test
    void of_dead_letters_ten_are_shown_unless_more_are_asked_for() {
        queue.enqueue(
                IntStream.rangeClosed(6, 12).mapToObj(row -> task("s1", row)).toList());
        kill(Collections.nCopies(12, "no fruit").toArray(String[]::new));
        assertThat(run("queue", "peek", "dlq:s1", "--json").json().get("lines")).hasSize(10);
        assertThat(run("queue", "peek", "dlq:s1", "--json", "--head", "11")
                        .json()
                        .get("lines"))
                .hasSize(11);
        assertThat(run("queue", "peek", "dlq:s1", "--json", "--tail", "12")
                        .json()
                        .get("lines"))
                .hasSize(12);
    }

    @Test
    void a_weight_is_set_and_shown() {
        run("queue", "weigh", "s1", "0").refuses(2, "1 to 100");
        run("queue", "weigh", "s9", "2").refuses(1, "no session 's9'");
        run("queue", "weigh", "s1", "3").succeeds();
        assertThat(status().at("/weights/s1").asInt()).isEqualTo(3);
    }

    @Test
    void dead_letters_come_back_by_session_and_reason() {
        kill("CUDA is out of memory", "the archive is cut short");
        assertThat(run("queue", "peek", "dlq:s1").succeeds().out())
                .contains("CUDA is out of memory", "from detection:s1", "worker w1", "log logs/1");
        assertThat(run("queue", "peek", "dlq:s1", "--json").succeeds().json().at("/lines/0/history"))
                .hasSize(1);
        run("queue", "retry-dead", "s2").refuses(1, "there are in dlq:s1");
        assertThat(run("queue", "retry-dead", "--reason", "no such").succeeds().out())
                .contains("0 dead letters");
        assertThat(run("queue", "retry-dead", "--reason", "CUDA*", "--dry-run")
                        .succeeds()
                        .out())
                .contains("1 dead letter ");
        assertThat(status().at("/dead/0/count").asInt()).isEqualTo(2);
        run("queue", "retry-dead", "--reason", "out of").succeeds();
        assertThat(status().at("/dead/0/count").asInt()).isEqualTo(1);
        run("queue", "retry-dead", "s1").succeeds();
        assertThat(status().get("dead")).isEmpty();
        assertThat(status().at("/queues/0/waiting").asInt()).isEqualTo(5);
    }

    @Test
    void what_a_worker_of_a_lost_machine_holds_goes_back_at_once() {
        run("queue", "requeue-worker", "w1").refuses(1, "none is at work");
        try (Membership worker = worker("w1")) {
            Claim claim = worker.claim(0, Role.ALL).orElseThrow();
            run("queue", "requeue-worker", "w2").refuses(1, "at work are w1");
            assertThat(run("queue", "requeue-worker", "w1", "--dry-run")
                            .succeeds()
                            .out())
                    .contains("1 task of w1");
            assertThat(run("queue", "requeue-worker", "w1").succeeds().out()).contains("1 task of w1 given back");
            assertThat(status().at("/queues/0/waiting").asInt()).isEqualTo(5);
            assertThat(worker.complete(claim)).isFalse();
        }
    }

    @Test
    void queues_are_saved_and_put_back_beside_what_is_there() throws IOException {
        kill("why");
        run("queue", "save", "all.jsonl").succeeds();
        run("queue", "save", "all.jsonl").refuses(1, "is there already");
        run("queue", "save", "none.jsonl", "process:*").refuses(1, "no queue matches");
        run("queue", "save", "dead.jsonl", "dlq:*").succeeds();
        assertThat(Files.readAllLines(directory.resolve("dead.jsonl"))).hasSize(3);
        run("queue", "purge", "*:s1", "--yes").succeeds();

        assertThat(run("queue", "load", "all.jsonl", "--dry-run").succeeds().out())
                .contains("5 lines to put back");
        assertThat(status().at("/queues")).isEmpty();
        assertThat(run("queue", "load", "all.jsonl").succeeds().out()).contains("4 put back of 5 lines");
        assertThat(run("queue", "load", "all.jsonl").succeeds().out()).contains("0 put back of 5 lines");
        assertThat(status().at("/queues/0/waiting").asInt()).isEqualTo(4);
        assertThat(status().at("/dead/0/count").asInt()).isEqualTo(1);
        run("queue", "load", "all.jsonl", "process:*").refuses(1, "nothing in all.jsonl");

        String whole = Files.readString(directory.resolve("all.jsonl"));
        Files.writeString(directory.resolve("cut.jsonl"), whole.substring(0, whole.length() / 2));
        run("queue", "load", "cut.jsonl").refuses(1, "cut short");
        run("queue", "load", "no.jsonl").refuses(1, "there is no file");
        queue.lead("load", "another operator", Duration.ofMinutes(1));
        run("queue", "load", "all.jsonl").refuses(1, "somebody else loads");
    }

    /** One or the other finds nothing to do, and says so with an exit code of 1. */
    @Test
    void none_of_the_guide_s_commands_is_wrong_usage() throws IOException {
        List<TypedCommand> guide = TypedCommand.in(Path.of("../docs/how-to/operate-queues-by-hand.md")).stream()
                .filter(c -> c.text().startsWith("queue "))
                .toList();
        assertThat(guide).hasSizeGreaterThan(12);
        for (TypedCommand command : guide) {
            Cli.Answer answer = new InProcess(directory).asked("y\n", command.words());
            assertThat(answer.exit()).as(command + ": " + answer.err()).isIn(0, 1);
            assertThat(answer.err()).as(command.toString()).doesNotContain("should not happen");
        }
        Files.delete(directory.resolve("FILE"));
    }

    @Test
    void each_change_has_an_entry_in_the_history_and_nothing_else_has() {
        run("queue", "ls").succeeds();
        run("queue", "pause", "detection:s1", "--dry-run").succeeds();
        run("queue", "pause", "nonsense").refuses(2, "nonsense");
        run("queue", "pause", "detection:s1").succeeds();
        run("queue", "cancel", "nobody").refuses(1, "nobody");
        run("queue", "resume", "detection:s1", "--json").succeeds();

        JsonNode events =
                run("history", "--commands", "--json").succeeds().json().get("events");
        assertThat(events).hasSize(3);
        assertThat(events.at("/0/what").asText()).isEqualTo("symphony queue pause detection:s1");
        assertThat(events.at("/0/result").asText()).startsWith("detection:s1 is paused");
        assertThat(events.at("/0/who").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(events.at("/1/result").asText()).startsWith("failed: there is no session 'nobody'");
        assertThat(events.at("/2/result").asText()).contains("\"resumed\"");
        assertThat(run("history", "--since", "1d").succeeds().out().lines()).hasSize(4);
        assertThat(run("history", "--until", "2020-01-01").succeeds().out().lines())
                .hasSize(1);
        run("verify");
        run("verify", "--fix", "--yes");
        assertThat(run("history", "--commands").succeeds().out())
                .contains("symphony verify --fix --yes")
                .doesNotContain("symphony verify,");
        run("history", "--since", "yesterday").refuses(2, "'yesterday' is no time");
        run("history", "nobody").refuses(1, "no session 'nobody'");
        run("history", "--plot", "plots").refuses(1, "nothing was done");
    }

    @Test
    void one_look_can_be_logged() throws IOException {
        run("status", "--once", "--log", "status.csv").succeeds();
        run("status", "--once", "--json", "--log", "status.csv").succeeds();
        assertThat(Files.readAllLines(directory.resolve("status.csv"))).hasSize(3);
        run("status", "--once", "--log", "no/such.csv").refuses(1, "there is no folder");
        run("status", "--once", "--log", ".").refuses(1, "directory");
        run("status", "--log", "status.csv", "--every", "0").refuses(2, "--every");
    }

    @Test
    void a_cancelled_session_is_left_alone_until_it_is_named() throws IOException {
        lay_a_vineyard();
        run("init").succeeds();
        run("queue", "cancel", SmallVineyard.SESSION).succeeds();

        run("init").refuses(0, "symphony queue readmit s1");
        JsonNode plan = run("repair", "--json").succeeds().json();
        assertThat(plan.at("/findings/0/code").asText()).isEqualTo("session-cancelled");
        assertThat(plan.get("sessions")).isEmpty();
        assertThat(queue.status().cancelled()).containsExactly(SmallVineyard.SESSION);

        assertThat(run("init", "tasks/s1.yaml").succeeds().out()).contains("1 task enqueued");
        assertThat(queue.status().cancelled()).isEmpty();

        run("queue", "cancel", SmallVineyard.SESSION).succeeds();
        run("repair", "tasks/s1.yaml").succeeds();
        assertThat(queue.status().cancelled()).isEmpty();
    }

    @Test
    void a_cancelled_session_is_left_alone_although_redis_was_wiped() throws IOException {
        lay_a_vineyard();
        run("init", "tasks/s1.yaml").succeeds();
        run("queue", "cancel", SmallVineyard.SESSION).succeeds();
        WipedRedis.wipe(server.uri());

        JsonNode plan = run("repair", "--dry-run", "--json").succeeds().json();
        assertThat(plan.at("/findings/0/code").asText()).isEqualTo("session-cancelled");
        assertThat(plan.get("tasks")).isEmpty();
        assertThat(queue.status().cancelled()).isEmpty();
        run("repair").succeeds();
        run("init").succeeds();
        assertThat(queue.status().cancelled()).containsExactly(SmallVineyard.SESSION);
        assertThat(queue.status().queues()).isEmpty();

        WipedRedis.wipe(server.uri());
        run("queue", "readmit", SmallVineyard.SESSION).succeeds();
        assertThat(run("repair").succeeds().out()).contains("1 task enqueued");
        run("queue", "readmit", SmallVineyard.SESSION).refuses(1, "is not cancelled");
    }

    private void lay_a_vineyard() throws IOException {
        if (Files.notExists(directory.resolve("farm.json"))) {
            SmallVineyard.in(directory);
            run("registry", "import", "farm.json").succeeds();
        }
    }

    private void kill(String... reasons) {
        try (Membership worker = worker("w1")) {
            for (String reason : reasons) {
                worker.fail(worker.claim(0, Role.ALL).orElseThrow(), new Failure(reason, "logs/1", true, true));
            }
        }
    }

    private Membership worker(String id) {
        return queue.join(new WorkerDescription(id, "h", Role.ALL, 1), Duration.ofMinutes(1));
    }

    private JsonNode status() {
        return run("status", "--once", "--json").succeeds().json();
    }

    private static Task task(String session, int row) {
        return Task.parse("{\"role\":\"detection\",\"session_name\":\"" + session + "\",\"clientid\":\"c\","
                + "\"farm_name\":\"f\",\"block_name\":\"b\",\"detection_params\":{\"model\":\"v2\"},"
                + "\"part\":[\"2017-06-30_10-01_22179657_10_04-row" + row + "-dir1\"]}");
    }

    private Cli.Answer run(String... arguments) {
        return new InProcess(directory).run(arguments);
    }
}
