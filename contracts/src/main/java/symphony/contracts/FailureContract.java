package symphony.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import symphony.core.json.Json;
import symphony.core.queue.Attempt;
import symphony.core.queue.Claim;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueStatus;
import symphony.core.task.Role;

/** What becomes of tasks that fail, and of those whose workers die. */
public abstract class FailureContract extends TaskQueueContract {
    protected FailureContract(QueueUnderTest subject) {
        super(subject);
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
    void dead_letters_tell_all_attempts() {
        queue.enqueue(List.of(detection("s", 1)));
        Membership w = worker("w");
        w.fail(w.claim(0, DETECTION).orElseThrow(), new Failure("first", "logs/1", true, false));
        awaitDelayed(w, "detection:s");
        dieOver("dies", w);
        w.fail(w.claim(0, DETECTION).orElseThrow(), new Failure("last", "logs/3", true, true));
        List<Attempt> history = queue.control().deadLetters("s").get(0).history();
        assertThat(history).extracting(Attempt::worker).containsExactly("w", "dies", "w");
        assertThat(history.get(0).reason()).isEqualTo("first");
        assertThat(history.get(0).log()).isEqualTo("logs/1");
        assertThat(history.get(1).reason()).contains("died");
        assertThat(history.get(2).reason()).isEqualTo("last");
        assertThat(history).isSortedAccordingTo(Comparator.comparingDouble(Attempt::at));
    }

    @Test
    void only_the_last_attempts_are_kept() {
        queue.enqueue(List.of(detection("s", 1)));
        Membership w = worker("w");
        for (int i = 0; i < Attempt.KEPT + 2; i++) {
            w.fail(w.claim(0, DETECTION).orElseThrow(), new Failure("storage " + i, "", false, false));
            awaitDelayed(w, "detection:s");
        }
        w.fail(w.claim(0, DETECTION).orElseThrow(), new Failure("last", "", true, true));
        assertThat(queue.control().deadLetters("s").get(0).history())
                .hasSize(Attempt.KEPT)
                .last()
                .extracting(Attempt::reason)
                .isEqualTo("last");
    }

    @Test
    void a_task_that_outlived_three_workers_runs_while_its_worker_does_nothing_else() {
        queue.enqueue(detections("other", 2));
        Membership first = worker("first");
        Membership second = worker("second");
        Claim busy = first.claim(0, DETECTION).orElseThrow();
        assertThat(second.claim(0, DETECTION)).isPresent();
        queue.enqueue(detections("s", 4));
        IntStream.range(0, 3).forEach(i -> dieOver("dies" + i, first));

        assertThat(first.claim(1, DETECTION)).isEmpty(); // makes room
        assertThat(task(second.claim(1, DETECTION))).contains(detection("s", 2)); // goes on with what is behind it
        assertThat(first.complete(busy)).isTrue();
        Claim alone = first.claim(0, DETECTION).orElseThrow();
        assertThat(alone.task()).isEqualTo(detection("s", 1));
        assertThat(alone.alone()).isTrue();
        assertThat(first.claim(1, DETECTION)).isEmpty();
        Claim next = first.completeAndClaim(alone, DETECTION).orElseThrow();
        assertThat(next.task()).isEqualTo(detection("s", 3));
        assertThat(next.alone()).isFalse();
        assertThat(task(first.claim(1, DETECTION))).contains(detection("s", 4));
    }

    @Test
    void who_has_made_room_for_a_task_gets_it_next_whatever_else_waits() {
        queue.enqueue(detections("busy", 1));
        Membership w = worker("w");
        List<Claim> held = new ArrayList<>(List.of(w.claim(0, DETECTION).orElseThrow()));
        queue.enqueue(detections("s", 1));
        IntStream.range(0, 3).forEach(i -> dieOver("dies" + i, w));
        queue.enqueue(detections("t", 1));
        IntStream.range(1, 3).forEach(place -> w.claim(place, DETECTION).ifPresent(held::add));
        assertThat(w.claim(3, DETECTION)).isEmpty();
        queue.enqueue(detections("t", 4));
        held.forEach(w::complete);
        assertThat(task(w.claim(0, DETECTION))).contains(detection("s", 1));
    }

    @Test
    void a_task_that_kills_a_worker_that_did_nothing_else_is_poison() {
        queue.enqueue(List.of(detection("s", 1)));
        Membership w = worker("w");
        IntStream.range(0, 3)
                .forEach(i -> assertThat(dieOver("dies" + i, w).alone()).isFalse());
        assertThat(dieOver("alone", w).alone()).isTrue();
        assertThat(w.claim(0, DETECTION)).isEmpty();
        DeadLetter letter = queue.control().deadLetters("s").get(0);
        assertThat(letter.reason()).startsWith("poison");
        assertThat(letter.history()).extracting(Attempt::worker).contains("dies0", "dies1", "dies2", "alone");
        assertThat(queue.pending(detection("s", 1).root())).isEmpty();
        assertThat(queue.enqueue(List.of(detection("s", 1)))).isEqualTo(1);
        assertThat(w.claim(0, DETECTION).orElseThrow().alone()).isFalse();
    }

    @Test
    void releasing_leaving_and_being_requeued_is_no_death() {
        queue.enqueue(List.of(detection("s", 1)));
        Membership w = worker("w");
        for (int i = 0; i < 4; i++) {
            w.release(w.claim(0, DETECTION).orElseThrow());
            Membership leaves = worker("leaves" + i);
            leaves.claim(0, DETECTION);
            leaves.close();
            worker("gone" + i).claim(0, DETECTION);
            assertThat(queue.control().requeueWorker("gone" + i)).isEqualTo(1);
        }
        assertThat(w.claim(0, DETECTION).orElseThrow().alone()).isFalse();
    }
}
