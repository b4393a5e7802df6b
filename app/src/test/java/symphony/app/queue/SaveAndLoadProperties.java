package symphony.app.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import symphony.app.WipedRedis;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.Saved;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;
import symphony.redis.embedded.EmbeddedRedis;

/** What is saved of a real server, and put back into it once it was wiped, is the same again. */
class SaveAndLoadProperties {
    private static Path directory;
    private static EmbeddedRedis server;
    private static TaskQueue queue;

    /**
     * What happens before.
     *
     * @param failed how many tasks are claimed and fail; every third of them for good
     */
    record Story(
            List<Task> tasks,
            List<String> rubbish,
            int failed,
            List<String> paused,
            Optional<String> cancelled,
            int weight) {}

    @BeforeContainer
    static void start() throws IOException {
        directory = Files.createTempDirectory("save-and-load");
        server = EmbeddedRedis.open(directory, 19_500);
        queue = RedisTaskQueue.connect(server.uri(), RetryPolicy.DEFAULT);
    }

    @AfterContainer
    static void stop() {
        queue.close();
        server.close();
    }

    @Property(tries = 20)
    void what_was_saved_is_the_same_again_after_everything_was_wiped(@ForAll("stories") Story story)
            throws IOException {
        WipedRedis.wipe(server.uri());
        tell(story);
        List<String> before = saved();
        QueueFile file = new QueueFile(directory.resolve("saved.jsonl"));
        file.write(Instant.EPOCH, before::forEach);

        WipedRedis.wipe(server.uri());
        new LoadQueues(queue, "test").load(file.checked(saved -> true), read -> {});
        assertThat(orders(saved())).isEqualTo(orders(before));
        assertThat(saved()).containsExactlyInAnyOrderElementsOf(before);

        new LoadQueues(queue, "test").load(file.checked(saved -> true), read -> {});
        assertThat(saved()).as("loaded twice").containsExactlyInAnyOrderElementsOf(before);
    }

    private static void tell(Story story) throws IOException {
        queue.enqueue(story.tasks());
        for (String rubbish : story.rubbish()) {
            WipedRedis.tell(server.uri(), "RPUSH detection:s1 " + rubbish);
        }
        try (Membership worker = queue.join(new WorkerDescription("w", "h", Role.ALL, 1), Duration.ofMinutes(1))) {
            for (int i = 0; i < story.failed(); i++) {
                Optional<Claim> claim = worker.claim(0, Role.ALL);
                boolean hopeless = i % 3 == 0;
                claim.ifPresent(c -> worker.fail(c, new Failure("why", "logs/1", true, hopeless)));
            }
        }
        QueueControl control = queue.control();
        story.paused().forEach(p -> control.pause(QueueSelector.parse(p).orElseThrow()));
        control.weigh("s2", story.weight());
        story.cancelled().ifPresent(control::cancel);
    }

    private static List<String> saved() {
        List<String> lines = new ArrayList<>();
        queue.control().save(lines::add);
        return lines;
    }

    /** Of each queue the lines in their order, of each session the dead letters in theirs. */
    private static List<String> orders(List<String> lines) {
        return lines.stream()
                .filter(line -> Saved.parse(line) instanceof Saved.Waiting || Saved.parse(line) instanceof Saved.Dead)
                .toList();
    }

    @Provide
    Arbitrary<Story> stories() {
        Arbitrary<String> session = Arbitraries.of("s1", "s2", "ä ö");
        Arbitrary<Task> task = Combinators.combine(
                        Arbitraries.of("detection", "process", "postprocess"),
                        session,
                        Arbitraries.integers().between(1, 40))
                .as((role, s, row) -> Task.parse("{\"role\":\"" + role + "\",\"session_name\":\"" + s
                        + "\",\"clientid\":\"c\",\"farm_name\":\"f\",\"block_name\":\"b\",\"note\":\"'\\\"\\u0007\","
                        + "\"part\":[\"2017-06-30_10-01_22179657_10_04-row" + row + "-dir1\"]}"));
        return Combinators.combine(
                        task.list().ofMaxSize(40),
                        Arbitraries.of("rubbish", "{}", "[1]").list().ofMaxSize(3),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of("detection:*", "*:s1", "process:s2")
                                .list()
                                .uniqueElements(),
                        session.optional(0.3),
                        Arbitraries.integers().between(1, 5))
                .as(Story::new);
    }
}
