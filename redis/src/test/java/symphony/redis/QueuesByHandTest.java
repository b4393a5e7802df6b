package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.QueueUnavailable;
import symphony.core.task.Task;

/** What becomes of claims and queues when a hand interferes, or pushes what is no task. */
class QueuesByHandTest extends WithOneWorker {
    @Test
    void a_lease_that_is_deleted_by_hand_costs_its_worker_nothing() {
        queue.enqueue(SampleTasks.detections("s", 2));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli().del("symphony:lease:w");
        assertThat(worker.renew()).isEmpty();
        assertThat(queue.status().queues().get(0).claimed()).isEqualTo(1);
        assertThat(worker.complete(claim)).isTrue();
        worker.complete(worker.claim(0, DETECTION).orElseThrow());
        assertThat(server.cli().keys("symphony:ids:*")).isEmpty();
    }

    @Test
    void a_queue_whose_name_holds_another_type_takes_no_task_and_stops_no_other() {
        server.cli().set("detection:s", "no list");
        for (int count : FEW_AND_MANY) {
            assertThatThrownBy(() -> queue.enqueue(SampleTasks.detections("s", count)))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("detection:s holds a string");
        }
        assertThat(server.cli().keys("symphony:ids:*")).isEmpty();
        queue.enqueue(SampleTasks.detections("t", 1));
        worker.maintain();
        assertThat(worker.claim(0, DETECTION)).isPresent();
        assertThat(server.cli().get("detection:s")).isEqualTo("no list");
        assertThat(queue.status().queues()).hasSize(2);
    }

    @Test
    void a_list_that_was_overwritten_while_its_task_ran_gets_nothing_and_the_line_is_kept() {
        queue.enqueue(SampleTasks.detections("s", 2));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli().set("detection:s", "overwritten");
        assertThat(worker.release(claim)).isTrue();
        assertThat(worker.claim(0, DETECTION)).isEmpty();
        assertThat(server.cli().lrange("symphony:orphans", 0, -1)).containsExactly("detection:s\n" + claim.line());
    }

    @Test
    void a_queue_deleted_by_hand_can_be_filled_again_at_once() {
        queue.enqueue(SampleTasks.detections("s", 5));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli().del("detection:s");
        assertThat(queue.enqueue(SampleTasks.detections("s", 5))).isEqualTo(4);
        assertThat(worker.complete(claim)).isTrue();
        assertThat(queue.pending(claim.task().root())).hasSize(4);
    }

    @Test
    void a_queue_whose_place_in_the_ring_is_gone_is_found_again() {
        queue.enqueue(SampleTasks.detections("s", 1));
        server.cli().del("symphony:ring:detection");
        assertThat(worker.claim(0, DETECTION)).isEmpty();
        worker.maintain();
        assertThat(worker.claim(0, DETECTION)).isPresent();
    }

    @Test
    void what_is_noted_of_a_queue_goes_when_a_hand_deleted_it() {
        queue.enqueue(SampleTasks.detections("s", 5));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        server.cli().del("detection:s");
        worker.maintain();
        assertThat(server.cli().exists("symphony:ids:detection:s")).isTrue(); // one runs
        worker.complete(claim);
        await().until(() -> {
            worker.maintain();
            return server.cli().keys("symphony:ids:*").isEmpty();
        });
    }

    @Test
    void a_line_too_long_for_a_task_is_set_aside_and_read_by_nobody() {
        server.cli().rpush("detection:s", "x".repeat(5 << 20));
        queue.enqueue(SampleTasks.detections("s", 3));
        server.cli().lrange("detection:s", 1, 1).forEach(line -> server.cli()
                .linsert("detection:s", redis.clients.jedis.args.ListPosition.AFTER, line, "y".repeat(5 << 20)));
        Claim claim = worker.claim(0, DETECTION).orElseThrow();
        assertThat(claim.task()).isEqualTo(SampleTasks.detection("s", 1));
        claim = worker.completeAndClaim(claim, DETECTION).orElseThrow();
        assertThat(claim.task()).isEqualTo(SampleTasks.detection("s", 2));
        server.cli().lpush("detection:s", "z".repeat(5 << 20));
        assertThat(worker.claim(List.of(4, 5), 0, DETECTION)).hasSize(1);
        assertThat(queue.control().deadLetters("s")).hasSize(3).allSatisfy(letter -> assertThat(letter.reason())
                .contains("5242880 bytes is no task"));
    }

    @Test
    void a_line_that_is_no_text_is_dead_byte_for_byte() {
        byte[] line = {'{', (byte) 0xff, (byte) 0xfe, '}'};
        server.cli().rpush("detection:s".getBytes(StandardCharsets.US_ASCII), line);
        worker.maintain();
        assertThat(worker.claim(0, DETECTION)).isEmpty();
        assertThat(server.cli()
                        .lrange("dlq:s".getBytes(StandardCharsets.US_ASCII), 0, -1)
                        .get(0))
                .isEqualTo(line);
        assertThat(queue.control().deadLetters("s").get(0).reason()).isEqualTo("not UTF-8 text");
    }

    @Test
    void a_long_queue_is_pending_whole() {
        List<Task> many = SampleTasks.detections("s", 5_500);
        queue.enqueue(many);
        worker.claim(0, DETECTION);
        worker.fail(worker.claim(1, DETECTION).orElseThrow(), new Failure("exit 1", "", true, false));
        assertThat(queue.pending(many.get(0).root())).hasSize(5_500);
    }

    @Test
    void thousands_of_places_are_filled_and_emptied_without_a_line_lost() {
        queue.enqueue(SampleTasks.detections("s", 4_500));
        List<Integer> places = IntStream.range(4, 4_404).boxed().toList();
        List<Claim> claims = worker.claim(places, 0, DETECTION);
        assertThat(claims).extracting(Claim::place).containsExactlyElementsOf(places);
        assertThat(server.cli().llen("detection:s")).isEqualTo(100);
        assertThat(worker.completeAndClaim(claims, List.of(), 0, DETECTION)).isEmpty();
        assertThat(server.cli().hlen("symphony:ids:detection:s")).isEqualTo(100);
    }

    @Test
    void a_script_asked_for_more_places_than_lua_unpacks_takes_nothing() {
        queue.enqueue(SampleTasks.detections("s", 600));
        List<String> arguments =
                new ArrayList<>(List.of(server.cli().get("symphony:epoch"), "w", "0", "0", "0", "", "0", "501"));
        for (int place = 0; place < 501; place++) {
            arguments.add(Integer.toString(place));
            arguments.add("w-" + place);
        }
        arguments.add("detection");
        try (RedisLink link = new RedisLink(RedisServer.of(server.uri(), OptionalInt.empty()), false)) {
            assertThatThrownBy(() -> link.eval(Script.CLAIM, List.of("symphony:lease:w"), arguments))
                    .hasMessageContaining("more than 500");
        }
        assertThat(server.cli().llen("detection:s")).isEqualTo(600);
    }

    @Test
    void a_list_pushed_by_hand_is_found_soon_though_the_scan_before_waited_for_redis() {
        AtomicLong clock = new AtomicLong();
        AtomicLong wait = new AtomicLong();
        // the clock is asked at the start, and around a scan
        LongSupplier nanos =
                () -> clock.getAndAdd(wait.get() + Duration.ofMillis(1).toNanos());
        try (RedisLink link = new RedisLink(RedisServer.of(server.uri(), OptionalInt.empty()), false)) {
            Upkeep upkeep = new Upkeep(link, nanos);
            upkeep.run("w");
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            wait.set(Duration.ofSeconds(15).toNanos());
            upkeep.run("w");
            wait.set(0);
            server.cli()
                    .rpush(
                            "detection:by-hand",
                            SampleTasks.detection("by-hand", 1).toLine());
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            upkeep.run("w");
        }
        assertThat(worker.claim(0, DETECTION)).isPresent();
    }
}
