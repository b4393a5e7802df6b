package symphony.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Claim;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueSelector;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** What operators do to the queues. */
public abstract class OperatorContract extends TaskQueueContract {
    protected OperatorContract(QueueUnderTest subject) {
        super(subject);
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
    void a_role_and_a_session_are_paused_as_a_whole() {
        queue.enqueue(detections("s", 1));
        queue.enqueue(detections("t", 1));
        Membership w = worker("w");
        QueueSelector role = QueueSelector.of(Role.DETECTION);
        QueueSelector session = QueueSelector.ofSession("s");
        queue.control().pause(role);
        queue.control().pause(session);
        assertThat(w.claim(0, DETECTION)).isEmpty();
        assertThat(queue.status().held()).containsExactlyInAnyOrder(role, session);
        queue.control().resume(role);
        assertThat(task(w.claim(0, DETECTION))).contains(detection("t", 1));
        assertThat(w.claim(1, DETECTION)).isEmpty();
        assertThat(counts("detection:s").paused()).isTrue();
        queue.control().resume(session);
        assertThat(task(w.claim(1, DETECTION))).contains(detection("s", 1));
    }

    @Test
    void a_cancelled_session_is_taken_away_whole_and_kept_away_until_it_is_readmitted() {
        queue.enqueue(detections("s", 3));
        queue.enqueue(List.of(Task.parse(line(Role.RVM, "s", "\"x\":1"))));
        Membership w = worker("w");
        Claim running = w.claim(0, DETECTION).orElseThrow();
        w.fail(w.claim(1, DETECTION).orElseThrow(), CRASH);
        queue.enqueue(detections("t", 1));
        assertThat(queue.control().cancel("s")).isEqualTo(4);
        assertThat(queue.control().cancelled()).containsExactly("s");
        assertThat(queue.status().cancelled()).containsExactly("s");
        assertThat(w.renew()).containsExactly(running);
        assertThat(w.complete(running)).isFalse();
        assertThat(queue.pending(running.task().root())).isEmpty();
        assertThat(queue.enqueue(detections("s", 3))).isZero();
        push("detection:s", detection("s", 1).toLine());
        w.maintain();
        assertThat(task(w.claim(0, DETECTION))).contains(detection("t", 1));
        assertThat(w.claim(1, DETECTION)).isEmpty();
        queue.control().readmit("s");
        assertThat(task(w.claim(1, DETECTION))).contains(detection("s", 1));
        w.renew();
        assertThat(queue.enqueue(detections("s", 3))).isEqualTo(2);
    }

    @Test
    void dead_letters_come_back_as_if_they_had_never_failed() {
        queue.enqueue(List.of(detection("s", 1).withRetries(2), detection("s", 2), detection("s", 3)));
        push("detection:s", "no task");
        Membership w = worker("w");
        IntStream.range(0, 3)
                .forEach(i -> w.fail(w.claim(0, DETECTION).orElseThrow(), new Failure("bad", "", true, true)));
        assertThat(w.claim(0, DETECTION)).isEmpty();
        queue.enqueue(List.of(detection("s", 3))); // by repair, say
        assertThat(queue.control().retryDead("s", letter -> letter.line().contains("row1-")))
                .isEqualTo(1);
        assertThat(waiting("detection:s")).last().isEqualTo(detection("s", 1).toLine());
        assertThat(queue.control().deadLetters("s")).hasSize(3);
        assertThat(queue.control().retryDead("s", letter -> true)).isEqualTo(1);
        assertThat(queue.control().deadLetters("s"))
                .extracting(DeadLetter::line)
                .containsExactly("no task");
        assertThat(waiting("detection:s")).hasSize(3);
        assertThat(queue.enqueue(detections("s", 3))).isZero();
    }

    @Test
    void a_machine_known_to_be_gone_loses_its_claims_at_once() {
        queue.enqueue(detections("s", 3));
        Membership gone = worker("gone");
        List<Claim> claims = gone.claim(List.of(0, 1), 2, DETECTION);
        assertThat(queue.control().requeueWorker("gone")).isEqualTo(2);
        assertThat(waiting("detection:s"))
                .hasSize(3)
                .first()
                .isEqualTo(claims.get(0).line());
        assertThat(gone.renew()).containsExactlyInAnyOrderElementsOf(claims);
        assertThat(queue.control().requeueWorker("nobody")).isZero();
    }

    @Test
    void lines_are_looked_at_and_purged_with_their_identities_but_no_running_ones() {
        queue.enqueue(detections("s", 5));
        Membership w = worker("w");
        Claim running = w.claim(0, DETECTION).orElseThrow();
        w.fail(w.claim(1, DETECTION).orElseThrow(), CRASH);
        QueueName name = QueueName.of(Role.DETECTION, "s");
        assertThat(queue.control().peek(name, 1, 2))
                .containsExactly(detection("s", 4).toLine(), detection("s", 5).toLine());
        assertThat(queue.control().peek(name, 7, 2)).isEmpty();
        assertThat(queue.control().purge(name, line -> line.contains("row4-"))).isEqualTo(1);
        assertThat(waiting("detection:s"))
                .containsExactly(detection("s", 3).toLine(), detection("s", 5).toLine());
        assertThat(queue.control().purge(name, line -> true)).isEqualTo(3); // one of them delayed
        assertThat(queue.enqueue(detections("s", 5))).isEqualTo(4);
        assertThat(w.complete(running)).isTrue();
    }

    @Test
    void lines_move_to_another_queue_and_become_its_tasks() {
        queue.enqueue(detections("s", 3));
        QueueName from = QueueName.of(Role.DETECTION, "s");
        QueueName to = QueueName.of(Role.PROCESS, "s");
        push("detection:s", "no task");
        assertThat(queue.control().move(from, to, line -> !line.contains("row2-")))
                .isEqualTo(2);
        assertThat(waiting("detection:s")).containsExactly(detection("s", 2).toLine(), "no task");
        assertThat(waiting("process:s")).hasSize(2);
        assertThat(queue.enqueue(detections("s", 3))).isEqualTo(2);
        Claim moved = worker("w").claim(0, List.of(Role.PROCESS)).orElseThrow();
        assertThat(moved.task().role()).isEqualTo(Role.PROCESS);
        assertThat(moved.task().parts()).isEqualTo(detection("s", 1).parts());
    }

    @Test
    void a_snapshot_brings_back_what_wiping_loses() {
        queue.enqueue(detections("s", 4));
        queue.enqueue(detections("t", 2));
        push("detection:t", "no task");
        Membership w = worker("w");
        QueueSelector session = QueueSelector.ofSession("t");
        queue.control().pause(session);
        queue.control().weigh("s", 5);
        queue.control().cancel("u");
        Claim running = w.claim(0, DETECTION).orElseThrow();
        w.fail(w.claim(1, DETECTION).orElseThrow(), new Failure("bad", "logs/2", true, true));
        List<String> saved = new ArrayList<>();
        queue.control().save(saved::add);

        reopen();
        assertThat(queue.control().restore(saved.stream())).isEqualTo(7);
        assertThat(queue.control()
                        .restore(saved.stream().filter(line -> !line.contains("dead") && !line.contains("no task"))))
                .isZero();
        assertThat(waiting("detection:s"))
                .containsExactly(
                        running.line(),
                        detection("s", 3).toLine(),
                        detection("s", 4).toLine());
        assertThat(waiting("detection:t"))
                .containsExactly(detection("t", 1).toLine(), detection("t", 2).toLine(), "no task");
        DeadLetter letter = queue.control().deadLetters("s").get(0);
        assertThat(letter.line()).isEqualTo(detection("s", 2).toLine());
        assertThat(letter.log()).isEqualTo("logs/2");
        assertThat(letter.history()).hasSize(1);
        assertThat(queue.status().held()).containsExactly(session);
        assertThat(queue.status().weights()).containsExactly(Map.entry("s", 5));
        assertThat(queue.control().cancelled()).containsExactly("u");
        assertThat(queue.enqueue(detections("s", 4))).isEqualTo(1);
        assertThatThrownBy(() -> queue.control().restore(Stream.of("{\"kind\":\"new\"}")))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("new");
    }
}
