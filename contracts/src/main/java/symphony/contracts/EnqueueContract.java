package symphony.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.SessionRoot;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** What goes into the queues, and what does not. */
public abstract class EnqueueContract extends TaskQueueContract {
    protected EnqueueContract(QueueUnderTest subject) {
        super(subject);
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
    void of_many_tasks_those_that_are_there_are_left_out_and_the_others_keep_their_order() {
        List<Task> all = detections("s", 100);
        List<Task> there = List.of(all.get(70), all.get(3));
        queue.enqueue(there);
        List<Task> twice = new ArrayList<>(all);
        twice.addAll(all);
        assertThat(queue.enqueue(twice)).isEqualTo(98);
        List<Task> expected = new ArrayList<>(there);
        all.stream().filter(task -> !there.contains(task)).forEach(expected::add);
        assertThat(waiting("detection:s"))
                .containsExactlyElementsOf(expected.stream().map(Task::toLine).toList());
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
    void finished_parts_are_counted_once_the_storage_was_asked() {
        SessionRoot root = detection("s", 1).root();
        assertThat(queue.noteFinished(root, 0, List.of("p1"))).isEmpty();
        assertThat(queue.noteFinished(root, 0, List.of("p1", "p2"))).isEqualTo(OptionalLong.of(2));
        assertThat(queue.noteFinished(root, 0, List.of("p2"))).isEqualTo(OptionalLong.of(2));
        assertThat(queue.noteFinished(root, 0, List.of("p3"))).isEqualTo(OptionalLong.of(3));
        assertThat(queue.noteFinished(root, 1, List.of("p1"))).isEmpty();
        queue.control().weigh("s", 3);
        queue.forgetFinished(root);
        assertThat(queue.status().weights()).isEmpty();
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
