package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** What operators do to long queues while these are served and filled. */
class BulkTest extends WithOneWorker {
    private static final QueueName FROM = QueueName.of(Role.DETECTION, "s");
    private static final QueueName TO = QueueName.of(Role.PROCESS, "s");

    private final Set<Integer> served = new HashSet<>();

    private static int row(String line) {
        return Integer.parseInt(line.replaceFirst("^.*-row([0-9]+)-dir.*$", "$1"));
    }

    private static boolean isEven(String line) {
        return row(line) % 2 == 0;
    }

    private static List<Integer> rows(QueueName name) {
        return server.cli().lrange(name.text(), 0, -1).stream()
                .map(BulkTest::row)
                .toList();
    }

    private static List<Integer> numbers(int from, int to, Predicate<Integer> which) {
        return IntStream.rangeClosed(from, to).boxed().filter(which).toList();
    }

    private static long calls(String command) {
        return server.cli()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst("^.*?calls=([0-9]+),.*$", "$1")))
                .sum();
    }

    /** Runs what comes between when so many lines have been looked at. */
    private static Predicate<String> interrupted(int after, Runnable between, Predicate<String> which) {
        AtomicInteger seen = new AtomicInteger();
        return line -> {
            if (seen.incrementAndGet() == after) {
                between.run();
            }
            return which.test(line);
        };
    }

    /** Serves so many tasks, or all there are. */
    private void serve(int count) {
        for (int i = 0; i < count; i++) {
            worker.claim(0, DETECTION).ifPresent(claim -> {
                served.add(row(claim.line()));
                worker.complete(claim);
            });
        }
    }

    @Test
    void every_second_line_of_a_long_queue_is_purged_without_a_search_through_the_list_for_each() {
        queue.enqueue(SampleTasks.detections("s", 5_000));
        server.cli().configResetStat();
        assertThat(queue.control().purge(FROM, BulkTest::isEven)).isEqualTo(2_500);
        assertThat(calls("lrem")).isLessThan(50);
        assertThat(rows(FROM)).isEqualTo(numbers(1, 5_000, n -> n % 2 == 1));
        assertThat(server.cli().hlen("symphony:ids:detection:s")).isEqualTo(2_500);
    }

    @Test
    void what_is_purged_while_the_queue_is_served_and_filled_is_what_was_chosen() {
        queue.enqueue(SampleTasks.detections("s", 3_000));
        List<Task> more = SampleTasks.detections("s", 3_100).subList(3_000, 3_100);
        Predicate<String> chosen = interrupted(
                1_200,
                () -> {
                    serve(700);
                    queue.enqueue(more);
                },
                BulkTest::isEven);
        int purged = queue.control().purge(FROM, chosen);
        assertThat(rows(FROM)).isEqualTo(numbers(1, 3_100, n -> n % 2 == 1 && !served.contains(n)));
        assertThat(purged)
                .isEqualTo(numbers(1, 3_100, n -> n % 2 == 0 && !served.contains(n))
                        .size());
        assertThat(server.cli().hlen("symphony:ids:detection:s"))
                .isEqualTo(server.cli().llen("detection:s"));
    }

    @Test
    void a_queue_whose_lines_are_all_taken_while_it_is_purged_is_empty_in_the_end() {
        queue.enqueue(SampleTasks.detections("s", 1_200));
        Predicate<String> chosen = interrupted(600, () -> serve(1_200), BulkTest::isEven);
        assertThat(queue.control().purge(FROM, chosen) + served.size()).isEqualTo(1_200);
        assertThat(server.cli().keys("*detection:s")).isEmpty();
    }

    @Test
    void lines_move_in_their_order_and_none_is_passed_over_while_workers_claim() {
        queue.enqueue(SampleTasks.detections("s", 3_000));
        List<Task> more = SampleTasks.detections("s", 3_100).subList(3_000, 3_100);
        Predicate<String> chosen = interrupted(
                700,
                () -> {
                    serve(300);
                    queue.enqueue(more);
                },
                BulkTest::isEven);
        int moved = queue.control().move(FROM, TO, chosen);
        assertThat(rows(FROM)).isEqualTo(numbers(1, 3_100, n -> n % 2 == 1 && !served.contains(n)));
        assertThat(rows(TO)).hasSize(moved).isEqualTo(numbers(1, 3_100, n -> n % 2 == 0 && !served.contains(n)));
        assertThat(server.cli().hlen("symphony:ids:process:s")).isEqualTo(moved);
    }

    @Test
    void dead_letters_are_retried_in_their_order_and_the_others_stay() {
        queue.enqueue(SampleTasks.detections("s", 1_100));
        for (int i = 0; i < 1_100; i++) {
            worker.fail(worker.claim(0, DETECTION).orElseThrow(), new Failure("bad", "", true, true));
        }
        assertThat(queue.control().retryDead("s", letter -> isEven(letter.line())))
                .isEqualTo(550);
        assertThat(rows(FROM)).isEqualTo(numbers(1, 1_100, n -> n % 2 == 0));
        assertThat(queue.control().deadLetters("s")).hasSize(550).allMatch(letter -> row(letter.line()) % 2 == 1);
    }

    @Test
    void without_memory_a_queue_can_be_purged() {
        queue.enqueue(SampleTasks.detections("s", 3));
        server.cli().configSet("maxmemory", "1");
        try {
            assertThat(queue.control().purge(FROM, BulkTest::isEven)).isEqualTo(1);
        } finally {
            server.cli().configSet("maxmemory", "0");
        }
    }

    @Test
    void a_line_that_goes_back_while_a_snapshot_is_written_is_in_it() {
        queue.enqueue(SampleTasks.detections("s", 3));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        Claim other = worker.claim(1, DETECTION).orElseThrow();
        List<String> saved = new ArrayList<>();
        queue.control().save(line -> {
            saved.add(line);
            worker.release(claim); // the first line of the queue has been read
            worker.fail(other, new Failure("bad", "", true, true));
        });
        assertThat(saved)
                .hasSize(3)
                .anyMatch(line -> line.contains("-row1-"))
                .anyMatch(line -> line.contains("-row2-"));
    }

    @Test
    void a_snapshot_is_put_back_many_lines_a_call() {
        queue.enqueue(SampleTasks.detections("s", 3_000));
        List<String> saved = new ArrayList<>();
        queue.control().save(saved::add);
        assertThat(saved).hasSize(3_000);
        server.cli().flushAll();
        server.cli().configResetStat();
        assertThat(queue.control().restore(saved.stream())).isEqualTo(3_000);
        assertThat(calls("eval") + calls("evalsha")).isLessThan(20);
        assertThat(rows(FROM)).isEqualTo(numbers(1, 3_000, n -> true));
    }

    @Test
    void the_turns_of_a_session_that_has_nothing_go_after_a_while() {
        queue.control().weigh("gone", 3);
        queue.control().weigh("s", 3);
        queue.enqueue(SampleTasks.detections("s", 1));
        await().until(() -> {
            worker.maintain();
            return server.cli().hexists("symphony:weights:unused", "gone");
        });
        assertThat(queue.status().weights()).containsOnlyKeys("gone", "s");
        server.cli().hset("symphony:weights:unused", "gone", "0"); // long ago
        await().until(() -> {
            worker.maintain();
            return !server.cli().exists("symphony:weights:unused");
        });
        assertThat(queue.status().weights()).containsOnlyKeys("s");
    }

    @Test
    void the_hint_of_finished_parts_goes_by_itself_where_a_session_is_given_up() {
        Task task = SampleTasks.detection("s", 1);
        queue.noteFinished(task.root(), 0, List.of("p1"));
        queue.noteFinished(task.root(), 0, List.of("p1"));
        assertThat(server.cli().keys("symphony:done:*"))
                .hasSize(2)
                .allMatch(key -> server.cli().ttl(key) > 0);
    }
}
