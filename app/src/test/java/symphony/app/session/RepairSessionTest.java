package symphony.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import symphony.contracts.InMemoryTaskQueue;
import symphony.core.pipeline.Asked;
import symphony.core.plan.DeepCheck;
import symphony.core.plan.Inventory;
import symphony.core.plan.Plan;
import symphony.core.plan.PlannedTask;
import symphony.core.plan.Reason;
import symphony.core.plan.Scope;
import symphony.core.plan.SessionSurvey;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.verify.Finding;

class RepairSessionTest {
    private final StoredSession stored = new StoredSession("s1", Map.of("threshold", "0.4")).sent();
    private final InMemoryTaskQueue queue = new InMemoryTaskQueue();

    @Test
    void what_is_missing_is_sent_once_and_its_gone_input_is_named() throws IOException {
        stored.publish(Role.DETECTION, 0);
        stored.publish(Role.PROCESS, 1);
        RepairSession repair = repair();

        Plan plan = repair.settled(stored.session, RepairSession.Wish.WHAT_IS_MISSING)
                .plan();

        assertThat(plan.tasks())
                .extracting(PlannedTask::role, t -> t.parts().get(0))
                .containsExactly(tuple(Role.PREPROC, stored.part(2)), tuple(Role.PROCESS, stored.part(0)));
        assertThat(plan.findings()).extracting(Finding::code).containsExactly("input-gone", "input-gone");
        assertThat(repair.enqueue(plan.queueTasks())).isEqualTo(2);
        assertThat(repair.due(stored.session, RepairSession.Wish.WHAT_IS_MISSING)
                        .plan()
                        .tasks())
                .isEmpty();
    }

    @Test
    void bytes_that_changed_are_found_with_and_without_a_record() throws IOException {
        for (int i = 0; i < 4; i++) {
            stored.publish(Role.PROCESS, i);
        }
        byte[] changed = stored.store.content(stored.session.root().process(stored.part(1)));
        changed[40] ^= 1;
        stored.store.put(stored.session.root().process(stored.part(1)), changed);
        byte[] foreign = StoredSession.zip("x".repeat(100));
        foreign[45] ^= 1; // no record tells; what was packed does not come out again
        stored.store.put(stored.session.root().detection(stored.part(1)), foreign);
        stored.store.put(stored.session.root().detection(stored.part(2)), StoredSession.zip("whole"));

        DeepCheck deep = new DeepCheck(stored.store, 2, bytes -> {});
        Plan plan = repair().due(
                        stored.session,
                        new RepairSession.Wish(Scope.EVERYTHING, Optional.empty(), false, Optional.of(deep)))
                .plan();

        assertThat(plan.findings())
                .filteredOn(f -> f.code().equals("artifact-broken"))
                .extracting(f -> f.place().file())
                .containsExactly(
                        stored.session.root().detection(stored.part(1)),
                        stored.session.root().process(stored.part(1)));
        assertThat(plan.tasks())
                .extracting(PlannedTask::role, t -> t.parts().get(0))
                .containsExactly(tuple(Role.PREPROC, stored.part(1)));
    }

    @Test
    void what_other_parameters_made_is_counted_and_is_due_only_when_asked() throws IOException {
        for (int i = 0; i < 4; i++) {
            stored.publish(Role.PREPROC, i);
            stored.publish(Role.DETECTION, i);
        }
        stored.publish(Role.PROCESS, 0);
        Session wanted = new StoredSession("s1", Map.of("threshold", "0.5")).session;

        RepairSession.Due due = repair().due(wanted, RepairSession.Wish.WHAT_IS_MISSING);
        assertThat(due.plan().outdated(Role.DETECTION)).isEqualTo(4);
        assertThat(due.plan().outdated(Role.PREPROC)).isZero();
        assertThat(due.difference()).contains("threshold was 0.4, now 0.5");
        assertThat(due.plan().tasks()).extracting(PlannedTask::reason).containsOnly(Reason.ABSENT);

        RepairSession.Wish again = new RepairSession.Wish(Scope.EVERYTHING, Optional.empty(), true, Optional.empty());
        assertThat(repair().settled(wanted, again).plan().tasks()).hasSize(4).allSatisfy(t -> {
            assertThat(t.role()).isEqualTo(Role.DETECTION);
            assertThat(t.reason()).isEqualTo(Reason.OUTDATED);
            assertThat(t.run()).isEqualTo(1);
        });
    }

    @Test
    void a_summary_made_again_of_the_same_size_or_the_same_bytes_is_no_longer_stale() throws IOException {
        for (int i = 0; i < 4; i++) {
            stored.publish(Role.PROCESS, i);
        }
        stored.publishSummary("{1}", "of other inputs");
        assertThat(plan().tasks()).extracting(PlannedTask::reason).containsExactly(Reason.STALE);
        String inputs =
                Inventory.read(stored.store, stored.session.root(), stored.map).processDigest();

        stored.publishSummary("{2}", inputs);
        assertThat(plan().tasks()).isEmpty();

        stored.publishSummary("{1}", inputs);
        assertThat(plan().tasks()).as("the same bytes as at first").isEmpty();
    }

    private Plan plan() throws IOException {
        return repair().due(stored.session, RepairSession.Wish.WHAT_IS_MISSING).plan();
    }

    @Test
    void a_map_that_was_cut_short_is_made_again_and_one_that_says_nonsense_is_told() throws IOException {
        String text = stored.map.format();
        stored.put(
                stored.session.root().rvm(),
                text + text.lines().skip(1).findFirst().orElseThrow() + "\n");

        Plan plan =
                repair().due(stored.session, RepairSession.Wish.WHAT_IS_MISSING).plan();

        assertThat(plan.tasks()).extracting(PlannedTask::role).containsExactly(Role.RVM);
        assertThat(plan.hasErrors()).isTrue();
        assertThat(plan.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("rvm.csv:6").contains("stands already on line 2"));
    }

    private RepairSession repair() {
        return new RepairSession(
                stored.store, queue, new SessionSurvey(stored.store, queue, Asked.NOTHING_OF_PROGRAMS));
    }
}
