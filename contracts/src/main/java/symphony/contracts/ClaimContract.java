package symphony.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerDescription;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** How tasks are taken, kept, lost and given up. */
public abstract class ClaimContract extends TaskQueueContract {
    protected ClaimContract(QueueUnderTest subject) {
        super(subject);
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
    void status_tells_by_which_programs_a_worker_serves_its_roles() {
        Map<Role, String> programs = Map.of(Role.DETECTION, "python3 detect.py \"2.1\" é");
        queue.join(new WorkerDescription("w", "host", List.of(Role.RVM, Role.DETECTION), 1, programs), LONG);
        assertThat(queue.status().workers())
                .extracting(QueueStatus.Worker::programs)
                .containsExactly(programs);
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
    void several_tasks_are_settled_and_taken_in_one_call() {
        queue.enqueue(detections("s", 5));
        Membership w = worker("w");
        List<Claim> first = w.claim(List.of(0, 4, 5), 1, DETECTION);
        assertThat(first).extracting(Claim::task).containsExactlyElementsOf(detections("s", 3));
        assertThat(first).extracting(Claim::place).containsExactly(0, 4, 5);
        List<Claim> second = w.completeAndClaim(first, List.of(0, 4, 5), 1, DETECTION);
        assertThat(second).extracting(Claim::task).containsExactly(detection("s", 4), detection("s", 5));
        assertThat(queue.pending(detection("s", 1).root())).hasSize(2);
        assertThat(w.completeAndClaim(second, List.of(0, 4, 5), 1, DETECTION)).isEmpty();
        assertThat(queue.pending(detection("s", 1).root())).isEmpty();
        assertThat(queue.status().queues()).isEmpty();
    }

    @Test
    void many_lines_that_are_no_tasks_do_not_keep_a_call_from_filling_its_places() {
        push("detection:s", detection("s", 1).toLine());
        IntStream.range(0, 5).forEach(i -> push("detection:s", "no task " + i));
        push("detection:s", detection("s", 2).toLine());
        Membership w = worker("w");
        w.maintain();
        List<Claim> claims = w.claim(List.of(0, 4, 5), 1, DETECTION);
        assertThat(claims).extracting(Claim::task).containsExactly(detection("s", 1), detection("s", 2));
        assertThat(queue.control().deadLetters("s")).hasSize(5);
    }

    @Test
    void what_slots_are_doing_is_told_with_the_next_renewal() {
        Membership w = worker("w");
        WorkerLoad load = new WorkerLoad(List.of(new WorkerLoad.Slot(1, "row 3", 0.75, 1L << 33, 0.5)));
        w.report(load);
        w.renew();
        assertThat(queue.status().workers())
                .extracting(QueueStatus.Worker::load)
                .containsExactly(load);
    }

    @Test
    void one_leads_until_its_time_is_over() {
        assertThat(queue.lead("watch", "a", LONG)).isTrue();
        assertThat(queue.lead("watch", "b", LONG)).isFalse();
        assertThat(queue.lead("other", "b", LONG)).isTrue();
        assertThat(queue.lead("watch", "a", Duration.ofMillis(20))).isTrue();
        await().until(() -> queue.lead("watch", "b", LONG));
    }
}
