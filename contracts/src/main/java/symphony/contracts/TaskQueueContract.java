package symphony.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.queue.Claim;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerDescription;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** What every {@link TaskQueue} has to hold. */
public abstract class TaskQueueContract {
    /** Two retries, soon. */
    protected static final RetryPolicy RETRIES = new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(40));

    protected static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final List<Role> DETECTION = List.of(Role.DETECTION);
    private static final Failure CRASH = new Failure("exit 1", "logs/a.log", true, false);

    protected TaskQueue queue;
    private final List<Membership> members = new ArrayList<>();

    /** An empty queue with {@link #RETRIES}. */
    protected abstract TaskQueue open();

    /** What {@code redis-cli rpush} does. */
    protected abstract void push(String list, String line);

    /** What {@code redis-cli lrange} shows. */
    protected abstract List<String> waiting(String list);

    @BeforeEach
    protected void openQueue() {
        queue = open();
    }

    @AfterEach
    protected void closeQueue() {
        members.forEach(Membership::close);
        queue.close();
    }

    protected Membership worker(String id) {
        return worker(id, LONG);
    }

    protected Membership worker(String id, Duration lease) {
        Membership member = queue.join(new WorkerDescription(id, "host", Role.ALL, 4), lease);
        members.add(member);
        return member;
    }

    protected static Task detection(String session, int row) {
        String zip = "2017-06-30_10-01_22179657_10_04-preprocess-row" + row + "-dir1.zip";
        return Task.parse(line(Role.DETECTION, session, "\"detection_params\":{\"folders\":[\"" + zip + "\"]}"));
    }

    /** A task as a hand writes it. */
    protected static String line(Role role, String session, String more) {
        return "{\"role\":\"" + role + "\",\"session_name\":\"" + session
                + "\",\"client_name\":\"Oak\",\"clientid\":\"oak\","
                + "\"farm_name\":\"Upper Bench\",\"farmid\":\"f\",\"block_name\":\"12D\",\"blockid\":\"b\","
                + "\"scanids\":[\"2017-06-30_10-01\"],\"test\":0,\"num_retries\":0,\"tarfiles\":[]," + more + "}";
    }

    protected static List<Task> detections(String session, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(row -> detection(session, row))
                .toList();
    }

    protected static Optional<Task> task(Optional<Claim> claim) {
        return claim.map(Claim::task);
    }

    protected QueueStatus.Queue counts(String name) {
        return queue.status().queues().stream()
                .filter(q -> q.name().text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no queue " + name + " in " + queue.status()));
    }

    @Test
    void tasks_come_out_in_the_order_they_went_in() {
        assertThat(queue.enqueue(detections("s", 3))).isEqualTo(3);
        Membership w = worker("w");
        assertThat(task(w.claim(0, DETECTION))).contains(detection("s", 1));
        assertThat(task(w.claim(1, DETECTION))).contains(detection("s", 2));
        assertThat(task(w.claim(2, DETECTION))).contains(detection("s", 3));
        assertThat(w.claim(3, DETECTION)).isEmpty();
    }

    @Test
    void a_task_that_waits_is_delayed_or_claimed_is_not_added_again() {
        List<Task> twice = List.of(detection("s", 1), detection("s", 1).withRetries(1), detection("s", 2));
        assertThat(queue.enqueue(twice)).isEqualTo(2);
        assertThat(queue.enqueue(detections("s", 3))).isEqualTo(1);
        Membership w = worker("w");
        Claim first = w.claim(0, DETECTION).orElseThrow();
        assertThat(queue.enqueue(List.of(first.task()))).isZero();
        assertThat(w.fail(first, CRASH)).isTrue();
        assertThat(queue.enqueue(List.of(first.task()))).isZero();
        Claim second = w.claim(0, DETECTION).orElseThrow();
        assertThat(w.complete(second)).isTrue();
        assertThat(queue.enqueue(List.of(second.task()))).isEqualTo(1);
    }

    @Test
    void many_tasks_go_in_by_one_call() {
        List<Task> many = detections("many", 1_234);
        assertThat(queue.enqueue(many)).isEqualTo(1_234);
        assertThat(waiting("detection:many"))
                .hasSize(1_234)
                .first()
                .isEqualTo(many.get(0).toLine());
        assertThat(queue.enqueue(many)).isZero();
    }

    @Test
    void sessions_take_turns() {
        queue.enqueue(detections("a", 4));
        queue.enqueue(detections("b", 2));
        Membership w = worker("w");
        List<String> served = IntStream.range(0, 6)
                .mapToObj(slot -> w.claim(slot, DETECTION).orElseThrow().task().sessionName())
                .toList();
        assertThat(served.subList(0, 4)).containsExactlyInAnyOrder("a", "a", "b", "b");
        assertThat(served.subList(4, 6)).containsExactly("a", "a");
    }

    @Test
    void only_the_roles_asked_for_are_served() {
        queue.enqueue(List.of(detection("s", 1)));
        Membership w = worker("w");
        assertThat(w.claim(0, List.of(Role.RVM, Role.PROCESS))).isEmpty();
        assertThat(w.claim(0, List.of(Role.RVM, Role.DETECTION))).isPresent();
    }

    @Test
    void a_slot_holds_one_claim() {
        queue.enqueue(detections("s", 2));
        Membership w = worker("w");
        w.claim(0, DETECTION);
        assertThatThrownBy(() -> w.claim(0, DETECTION)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void completing_hands_out_the_next_task() {
        queue.enqueue(detections("s", 2));
        Membership w = worker("w");
        Claim first = w.claim(0, DETECTION).orElseThrow();
        Claim second = w.completeAndClaim(first, DETECTION).orElseThrow();
        assertThat(second.task()).isEqualTo(detection("s", 2));
        assertThat(w.completeAndClaim(second, DETECTION)).isEmpty();
        assertThat(queue.pending(second.task().root())).isEmpty();
        assertThat(w.complete(second)).isFalse();
    }

    @Test
    void a_lease_that_ran_out_returns_its_tasks_to_the_head_of_their_queue_oldest_first() {
        queue.enqueue(detections("s", 3));
        Membership stalls = worker("stalls", SHORT);
        Claim first = stalls.claim(1, DETECTION).orElseThrow();
        Claim second = stalls.claim(0, DETECTION).orElseThrow();
        Membership lives = worker("lives");
        await().until(() -> {
            lives.maintain();
            return waiting("detection:s").size() == 3;
        });
        assertThat(waiting("detection:s"))
                .containsExactly(first.line(), second.line(), detection("s", 3).toLine());
        assertThat(task(lives.claim(0, DETECTION))).contains(first.task());
    }

    @Test
    void a_claim_that_was_lost_cannot_complete_fail_or_release_and_is_told_once() {
        queue.enqueue(detections("s", 3));
        Membership stalls = worker("stalls", SHORT);
        List<Claim> claims = IntStream.range(0, 3)
                .mapToObj(slot -> stalls.claim(slot, DETECTION).orElseThrow())
                .toList();
        Membership lives = worker("lives");
        await().until(() -> {
            lives.maintain();
            return waiting("detection:s").size() == 3;
        });
        Claim again = lives.claim(0, DETECTION).orElseThrow();
        assertThat(stalls.complete(claims.get(0))).isFalse();
        assertThat(stalls.fail(claims.get(1), CRASH)).isFalse();
        assertThat(stalls.release(claims.get(2))).isFalse();
        assertThat(lives.complete(again)).isTrue();
        assertThat(waiting("detection:s")).hasSize(2);
    }

    @Test
    void renewing_keeps_claims_and_tells_which_are_lost() {
        queue.enqueue(detections("s", 1));
        Membership stalls = worker("stalls", SHORT);
        Claim claim = stalls.claim(0, DETECTION).orElseThrow();
        assertThat(stalls.renew()).isEmpty();
        Membership lives = worker("lives");
        await().until(() -> {
            lives.maintain();
            return waiting("detection:s").size() == 1;
        });
        assertThat(stalls.renew()).containsExactly(claim);
        assertThat(stalls.renew()).isEmpty();
        assertThat(task(stalls.claim(0, DETECTION))).contains(claim.task());
    }

    @Test
    void a_lost_claim_still_gets_the_next_task() {
        queue.enqueue(detections("s", 1));
        Membership stalls = worker("stalls", SHORT);
        Claim claim = stalls.claim(0, DETECTION).orElseThrow();
        Membership lives = worker("lives");
        await().until(() -> {
            lives.maintain();
            return waiting("detection:s").size() == 1;
        });
        Claim next = stalls.completeAndClaim(claim, DETECTION).orElseThrow();
        assertThat(next.task()).isEqualTo(claim.task());
        assertThat(next.token()).isNotEqualTo(claim.token());
    }

    @Test
    void released_tasks_go_to_the_head_and_burn_no_retry() {
        queue.enqueue(detections("s", 2));
        Membership w = worker("w");
        Claim claim = w.claim(0, DETECTION).orElseThrow();
        assertThat(w.release(claim)).isTrue();
        assertThat(waiting("detection:s")).first().isEqualTo(claim.line());
        assertThat(task(w.claim(0, DETECTION))).contains(claim.task());
    }

    @Test
    void a_failed_task_comes_back_after_a_while_with_its_retries_counted_and_is_dead_past_the_limit() {
        queue.enqueue(List.of(detection("s", 1)));
        Membership w = worker("w");
        for (int failures = 1; failures <= RETRIES.limit(); failures++) {
            assertThat(w.fail(w.claim(0, DETECTION).orElseThrow(), CRASH)).isTrue();
            assertThat(counts("detection:s").delayed()).isEqualTo(1);
            assertThat(w.claim(0, DETECTION)).isEmpty();
            await().until(() -> {
                w.maintain();
                return waiting("detection:s").size() == 1;
            });
            assertThat(waiting("detection:s").get(0)).contains("\"num_retries\":" + failures);
        }
        Claim last = w.claim(0, DETECTION).orElseThrow();
        assertThat(w.fail(last, CRASH)).isTrue();
        DeadLetter letter = queue.control().deadLetters("s").get(0);
        assertThat(letter.line()).isEqualTo(last.line());
        assertThat(letter.queue()).isEqualTo("detection:s");
        assertThat(letter.reason()).isEqualTo("exit 1");
        assertThat(letter.worker()).isEqualTo("w");
        assertThat(letter.log()).isEqualTo("logs/a.log");
        assertThat(queue.status().dead()).containsExactly(new QueueStatus.Dead("s", 1));
        assertThat(queue.pending(last.task().root())).isEmpty();
        assertThat(queue.enqueue(List.of(last.task()))).isEqualTo(1);
    }

    @Test
    void a_failure_that_does_not_count_burns_no_retry() {
        queue.enqueue(List.of(detection("s", 1)));
        Membership w = worker("w");
        w.fail(w.claim(0, DETECTION).orElseThrow(), new Failure("storage is away", "", false, false));
        await().until(() -> {
            w.maintain();
            return waiting("detection:s").size() == 1;
        });
        assertThat(w.claim(0, DETECTION).orElseThrow().task().numRetries()).isZero();
    }

    @Test
    void hopeless_tasks_are_dead_at_once() {
        queue.enqueue(List.of(detection("s", 1)));
        Membership w = worker("w");
        w.fail(w.claim(0, DETECTION).orElseThrow(), new Failure("bad data", "", true, true));
        assertThat(queue.control().deadLetters("s")).hasSize(1);
    }

    @Test
    void a_line_that_is_no_task_goes_to_the_dead_letters_as_it_is_with_the_reason() {
        push("detection:bad", "no task {");
        push("detection:bad", "");
        push("detection:bad", detection("bad", 1).toLine());
        Membership w = worker("w");
        await().until(() -> {
            w.maintain();
            return w.claim(0, DETECTION).isPresent();
        });
        assertThat(queue.control().deadLetters("bad"))
                .extracting(DeadLetter::line)
                .containsExactly("no task {", "");
        assertThat(queue.control().deadLetters("bad").get(0).reason()).contains("not JSON");
    }

    @Test
    void a_task_in_the_wrong_queue_is_dead() {
        push("process:s", detection("s", 1).toLine());
        push("process:s", line(Role.RVM, "other", "\"x\":1"));
        Membership w = worker("w");
        await().until(() -> {
            w.maintain();
            return w.claim(0, List.of(Role.PROCESS)).isEmpty()
                    && queue.control().deadLetters("s").size() == 2;
        });
        assertThat(queue.control().deadLetters("s").get(0).reason())
                .contains("detection:s")
                .contains("process:s");
    }

    @Test
    void tasks_pushed_by_hand_are_found_served_and_pending() {
        String zip = "2017-06-30_10-01_22179657_10_04-preprocess-row7-dir2-1of2.zip";
        String byHand =
                line(Role.DETECTION, "hand", "\"detection_params\":{\"folders\":[\"" + zip + "\"]},\"own\":[1.50]");
        push("detection:hand", byHand);
        Task task = Task.parse(byHand);
        assertThat(queue.pending(task.root())).containsExactly(task.identity());
        assertThat(counts("detection:hand").waiting()).isEqualTo(1);
        Membership w = worker("w");
        Claim claim = await().until(
                        () -> {
                            w.maintain();
                            return w.claim(0, DETECTION);
                        },
                        Optional::isPresent)
                .orElseThrow();
        assertThat(claim.line()).isEqualTo(byHand);
        assertThat(queue.pending(task.root())).containsExactly(task.identity());
        w.renew();
        assertThat(queue.enqueue(List.of(task))).isZero();
        assertThat(w.complete(claim)).isTrue();
        assertThat(queue.pending(task.root())).isEmpty();
    }

    @Test
    void a_task_that_waits_as_a_hand_pushed_it_is_not_added_beside_itself() {
        push("detection:s", "no task");
        push("detection:s", detection("s", 2).toLine());
        push("detection:s", detection("s", 2).toLine());
        assertThat(queue.enqueue(detections("s", 3))).isEqualTo(2);
        assertThat(waiting("detection:s")).hasSize(5);
    }

    @Test
    void a_list_of_an_alias_is_served_and_its_retries_return_there() {
        String byHand = line(Role.PREPROC, "s", "\"own\":true")
                .replace("preproc", "preprocess")
                .replace("\"tarfiles\":[]", "\"tarfiles\":[\"2017-06-30_10-01_22179657_10_04.tar.gz\"]");
        push("preprocess:s", byHand);
        Membership w = worker("w");
        Claim claim = await().until(
                        () -> {
                            w.maintain();
                            return w.claim(0, List.of(Role.PREPROC));
                        },
                        Optional::isPresent)
                .orElseThrow();
        assertThat(claim.queue().text()).isEqualTo("preprocess:s");
        assertThat(counts("preprocess:s").claimed()).isEqualTo(1);
        w.fail(claim, CRASH);
        await().until(() -> {
            w.maintain();
            return waiting("preprocess:s").size() == 1;
        });
        assertThat(Json.parse(waiting("preprocess:s").get(0)))
                .isEqualTo(Json.parse(byHand.replace("\"num_retries\":0", "\"num_retries\":1")));
        assertThat(waiting("preproc:s")).isEmpty();
    }

    @Test
    void leaving_hands_claims_back_to_the_head() {
        queue.enqueue(detections("s", 3));
        Membership leaves = worker("leaves");
        leaves.claim(0, DETECTION);
        leaves.claim(1, DETECTION);
        leaves.close();
        assertThat(waiting("detection:s"))
                .containsExactlyElementsOf(
                        detections("s", 3).stream().map(Task::toLine).toList());
        assertThat(queue.status().workers()).isEmpty();
    }

    @Test
    void a_paused_queue_is_not_served_until_it_is_resumed() {
        queue.enqueue(detections("s", 1));
        queue.enqueue(detections("t", 1));
        queue.control().pause(QueueSelector.of(QueueName.of(Role.DETECTION, "s")));
        Membership w = worker("w");
        assertThat(task(w.claim(0, DETECTION))).contains(detection("t", 1));
        assertThat(w.claim(1, DETECTION)).isEmpty();
        assertThat(counts("detection:s").paused()).isTrue();
        queue.control().resume(QueueSelector.of(QueueName.of(Role.DETECTION, "s")));
        assertThat(task(w.claim(1, DETECTION))).contains(detection("s", 1));
    }

    @Test
    void status_counts_what_waits_is_claimed_and_delayed_and_who_works() {
        queue.enqueue(detections("s", 3));
        Membership w = worker("w");
        Claim claim = w.claim(0, DETECTION).orElseThrow();
        w.claim(1, DETECTION);
        w.fail(claim, CRASH);
        assertThat(counts("detection:s"))
                .isEqualTo(new QueueStatus.Queue(QueueName.of(Role.DETECTION, "s"), 1, 1, 1, false));
        assertThat(queue.status().workers())
                .containsExactly(new QueueStatus.Worker("w", "host", Role.ALL, 4, 1, WorkerLoad.NONE));
    }

    @Test
    void waiting_for_work_ends_when_there_is_some() {
        Membership w = worker("w");
        assertThat(w.awaitWork(DETECTION, Duration.ofMillis(20))).isFalse();
        CompletableFuture<Boolean> waits = CompletableFuture.supplyAsync(() -> w.awaitWork(DETECTION, LONG));
        queue.enqueue(detections("s", 1));
        assertThat(waits.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
        assertThat(w.claim(0, DETECTION)).isPresent();
    }

    @Test
    void waiting_for_work_can_be_interrupted() throws InterruptedException {
        Membership w = worker("w");
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread waits = new Thread(() -> {
            w.awaitWork(DETECTION, LONG);
            flag.complete(Thread.currentThread().isInterrupted());
        });
        waits.start();
        waits.interrupt();
        waits.join(20_000);
        assertThat(flag).isCompletedWithValue(true);
    }

    @Test
    void finished_parts_are_counted_once_the_storage_was_asked() {
        SessionRoot root = detection("s", 1).root();
        assertThat(queue.noteFinished(root, 0, List.of("p1"))).isEmpty();
        assertThat(queue.noteFinished(root, 0, List.of("p1", "p2"))).isEqualTo(OptionalLong.of(2));
        assertThat(queue.noteFinished(root, 0, List.of("p2"))).isEqualTo(OptionalLong.of(2));
        assertThat(queue.noteFinished(root, 0, List.of("p3"))).isEqualTo(OptionalLong.of(3));
        assertThat(queue.noteFinished(root, 1, List.of("p1"))).isEmpty();
        queue.forgetFinished(root);
        assertThat(queue.noteFinished(root, 0, List.of("p3"))).isEmpty();
    }

    @Test
    void sessions_of_one_name_below_two_roots_do_not_mix() {
        Task ours = detection("s", 1);
        Task theirs = Task.parse(ours.toLine().replace("\"clientid\":\"oak\"", "\"clientid\":\"elm\""));
        assertThat(queue.enqueue(List.of(ours, theirs))).isEqualTo(2);
        assertThat(queue.pending(theirs.root())).containsExactly(theirs.identity());
    }
}
