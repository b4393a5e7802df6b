package symphony.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueControl;
import symphony.core.task.Role;

/** Whose turn it is: between sessions, and between slots of the fleet. */
public abstract class FairnessContract extends TaskQueueContract {
    protected FairnessContract(QueueUnderTest subject) {
        super(subject);
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
    void a_session_has_as_many_turns_in_a_round_as_it_weighs() {
        queue.control().weigh("a", 3);
        queue.enqueue(detections("a", 9));
        queue.enqueue(detections("b", 9));
        Membership w = worker("w");
        List<String> served = IntStream.range(0, 8)
                .mapToObj(
                        place -> w.claim(place, DETECTION).orElseThrow().task().sessionName())
                .toList();
        assertThat(served.subList(0, 4)).containsExactlyInAnyOrder("a", "a", "a", "b");
        assertThat(served.subList(4, 8)).containsExactlyInAnyOrder("a", "a", "a", "b");
        assertThat(queue.status().weights()).containsExactly(Map.entry("a", 3));
        queue.control().weigh("a", 1);
        assertThat(queue.status().weights()).isEmpty();
        assertThat(IntStream.range(8, 12)
                        .mapToObj(place ->
                                w.claim(place, DETECTION).orElseThrow().task().sessionName()))
                .containsExactlyInAnyOrder("a", "a", "b", "b");
    }

    @Test
    void a_weight_that_is_none_is_refused() {
        assertThatThrownBy(() -> queue.control().weigh("a", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.control().weigh("a", QueueControl.MOST_WEIGHT + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_long_queue_delays_anothers_first_task_by_a_round_at_most() {
        queue.enqueue(detections("long", 300));
        Membership w = worker("w");
        IntStream.range(0, 5).forEach(place -> w.claim(place, DETECTION));
        queue.enqueue(detections("new", 1));
        assertThat(List.of(
                        w.claim(5, DETECTION).orElseThrow(),
                        w.claim(6, DETECTION).orElseThrow()))
                .extracting(claim -> claim.task().sessionName())
                .contains("new");
        queue.enqueue(detections("newer", 1));
        assertThat(w.claim(List.of(7, 8, 9, 10), 0, DETECTION))
                .hasSize(4)
                .extracting(claim -> claim.task().sessionName())
                .contains("newer");
    }

    @Test
    void claiming_ahead_leaves_what_free_slots_elsewhere_will_take() {
        Membership idle = worker("idle"); // of four slots
        assertThat(idle.claim(0, DETECTION)).isEmpty();
        Membership w = worker("w");
        queue.enqueue(detections("s", 4));
        assertThat(w.claim(List.of(4, 5), 0, DETECTION)).isEmpty();
        queue.enqueue(detections("s", 5));
        assertThat(w.claim(List.of(4, 5), 0, DETECTION)).hasSize(1);
        assertThat(idle.claim(List.of(0, 1, 2, 3), 4, DETECTION)).hasSize(4);
        queue.enqueue(detections("s", 6));
        assertThat(w.claim(List.of(5), 0, DETECTION)).hasSize(1);
    }

    @Test
    void slots_that_serve_other_roles_are_left_nothing() {
        assertThat(worker("idle").claim(0, List.of(Role.RVM))).isEmpty();
        queue.enqueue(detections("s", 2));
        assertThat(worker("w").claim(List.of(4, 5), 0, DETECTION)).hasSize(2);
    }

    @Test
    void what_was_claimed_ahead_and_has_not_begun_goes_to_a_slot_that_idles_elsewhere() {
        queue.enqueue(detections("s", 4));
        Membership w = worker("w");
        Claim running = w.claim(0, DETECTION).orElseThrow();
        List<Claim> ahead = w.claim(List.of(4, 5), 0, DETECTION);
        Membership idle = worker("idle");
        assertThat(w.yieldToIdle(ahead)).isEmpty(); // nobody has looked in vain yet
        Claim last = idle.claim(0, DETECTION).orElseThrow();
        IntStream.range(1, 3)
                .forEach(place -> assertThat(idle.claim(place, DETECTION)).isEmpty());
        queue.enqueue(detections("t", 3));
        assertThat(w.yieldToIdle(ahead)).isEmpty(); // three wait for its three slots
        assertThat(idle.claim(List.of(1, 2), 3, DETECTION)).hasSize(2);
        assertThat(w.claim(1, DETECTION)).isPresent();
        assertThat(idle.completeAndClaim(last, DETECTION)).isEmpty();
        idle.claim(3, DETECTION);
        assertThat(w.yieldToIdle(List.of(ahead.get(1)))).containsExactly(ahead.get(1));
        assertThat(waiting("detection:s")).containsExactly(ahead.get(1).line());
        assertThat(w.complete(ahead.get(1))).isFalse();
        assertThat(task(idle.claim(0, DETECTION))).contains(ahead.get(1).task());
        assertThat(w.complete(running)).isTrue();
    }
}
