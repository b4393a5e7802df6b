package symphony.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static symphony.core.plan.World.keys;
import static symphony.core.plan.World.map;
import static symphony.core.plan.World.session;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.groups.Tuple;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.registry.Row;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.core.task.TaskIdentity;
import symphony.core.verify.Finding;

class PlannerProperties {
    @Property(tries = 200)
    void carrying_out_plans_makes_every_missing_thing_once_and_then_nothing_is_due(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int parts) {
        RowVideoMap map = map(parts);
        Session session = session(0, List.of());
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        for (RowPart p : map.parts()) {
            for (String key : keys(session.root(), p.name())) {
                if (random.nextInt(3) == 0) {
                    world.put(key, 0);
                }
            }
        }
        Set<String> before = Set.copyOf(world.objects.keySet());
        List<String> made = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            Plan plan = world.plan(session, map, Set.of());
            assertThat(plan.expected()).isEqualTo(parts);
            if (plan.tasks().isEmpty()) {
                break;
            }
            for (PlannedTask task : plan.tasks()) {
                made.addAll(world.carryOut(task, map));
            }
        }
        assertThat(world.plan(session, map, Set.of()).tasks()).isEmpty();
        assertThat(made).doesNotHaveDuplicates().doesNotContainAnyElementsOf(before);
        assertThat(world.objects.keySet())
                .containsAll(map.parts().stream()
                        .map(p -> session.root().process(p.name()))
                        .toList())
                .contains(session.root().summary());
    }

    @Property(tries = 100)
    void the_same_state_gives_the_same_plan_in_whatever_order_it_is_listed(@ForAll Random random) {
        RowVideoMap map = map(20);
        Session session = session(0, List.of());
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        map.parts().forEach(p -> world.put(keys(session.root(), p.name()).get(random.nextInt(3)), 0));
        List<StoredObject> listing = new ArrayList<>(world.objects.values());
        Plan plan = world.plan(session, map, Set.of());
        Collections.shuffle(listing, random);
        Plan again = new Planner(session, Set.of(), Scope.EVERYTHING)
                .plan(Inventory.of(session.root(), map, listing), Optional.empty());
        assertThat(again).isEqualTo(plan);
    }

    @Property(tries = 100)
    void nothing_that_waits_or_runs_is_planned_again(@ForAll Random random) {
        RowVideoMap map = map(15);
        Session session = session(0, List.of());
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        map.parts().forEach(p -> world.put(keys(session.root(), p.name()).get(random.nextInt(3)), 0));
        Plan whole = world.plan(session, map, Set.of());
        Set<TaskIdentity> pending = new HashSet<>();
        whole.tasks().stream()
                .filter(t -> random.nextBoolean())
                .forEach(t -> pending.add(t.task(session).identity()));
        Plan rest = world.plan(session, map, pending);
        assertThat(rest.tasks()).hasSize(whole.tasks().size() - pending.size());
        assertThat(whole.tasks()).containsAll(rest.tasks());
    }

    @Example
    void without_a_map_the_map_is_due_and_nothing_else() {
        Session session = session(0, List.of());
        Plan plan = new Planner(session, Set.of(), Scope.EVERYTHING).withoutMap(Reason.ABSENT);
        assertThat(plan.tasks()).extracting(PlannedTask::role).containsExactly(Role.RVM);
        assertThat(plan.expected()).isZero();
    }

    @Example
    void a_redo_of_some_rows_from_a_role_on_makes_just_those_due_under_the_higher_run() {
        RowVideoMap map = map(10);
        World world = new World(session(0, List.of()).root());
        world.put("rvm.csv", 0);
        map.parts().forEach(p -> keys(world.root, p.name()).forEach(k -> world.put(k, 0)));
        Session redo = session(
                0, List.of(new Redo(1, Role.DETECTION, new TreeSet<>(List.of(2, 3)), Collections.emptySortedSet())));
        Plan plan = world.plan(redo, map, Set.of());
        assertThat(plan.tasks()).allSatisfy(t -> {
            assertThat(t.role()).isEqualTo(Role.DETECTION);
            assertThat(t.run()).isEqualTo(1);
            assertThat(t.reason()).isEqualTo(Reason.REDO);
            assertThat(t.parts().get(0).row()).isIn(2, 3);
        });
        assertThat(plan.tasks()).hasSize(4);
    }

    @Property(tries = 100)
    void what_is_queued_and_what_plans_add_make_every_missing_thing_once(@ForAll Random random) throws IOException {
        RowVideoMap map = map72();
        Session session = session(0, List.of());
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        for (RowPart p : map.parts()) {
            keys(session.root(), p.name()).stream()
                    .filter(k -> random.nextInt(4) > 0)
                    .forEach(k -> world.put(k, 0));
        }
        List<String> made = new ArrayList<>();
        Set<String> before = Set.copyOf(world.objects.keySet());
        List<PlannedTask> queue = new ArrayList<>();
        world.plan(session, map, Set.of()).tasks().stream()
                .filter(t -> random.nextInt(3) == 0)
                .forEach(queue::add);
        do {
            Set<TaskIdentity> pending =
                    queue.stream().map(t -> t.task(session).identity()).collect(Collectors.toSet());
            Plan plan = world.plan(session, map, pending);
            assertThat(plan.tasks()).noneMatch(queue::contains);
            queue.addAll(plan.tasks());
            Collections.shuffle(queue, random);
            // some workers are slow: their tasks are still there when the next plan is made
            List<PlannedTask> now = List.copyOf(queue.subList(0, (queue.size() + 1) / 2));
            now.forEach(t -> made.addAll(world.carryOut(t, map)));
            queue.removeAll(now);
        } while (!queue.isEmpty() || !world.plan(session, map, Set.of()).tasks().isEmpty());
        assertThat(made).doesNotHaveDuplicates().noneMatch(before::contains);
        assertThat(map.parts()).allSatisfy(p -> assertThat(world.objects)
                .containsKey(session.root().process(p.name())));
        assertThat(world.objects).containsKey(session.root().summary());
    }

    @Example
    void a_real_map_s_shape_is_planned_from_nothing_archive_by_archive() throws IOException {
        RowVideoMap map = map72();
        World world = new World(session(0, List.of()).root());
        world.put("rvm.csv", 0);
        Plan plan = world.plan(session(0, List.of()), map, Set.of());
        assertThat(plan.expected()).isEqualTo(211);
        assertThat(plan.missing(Role.PREPROC)).isEqualTo(map.byArchive().size());
        assertThat(plan.tasks().stream().flatMap(t -> t.parts().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        map.parts().stream().map(RowPart::name).toList())
                .isSorted();
    }

    @Example
    void rows_that_the_block_has_not_are_told_and_nothing_of_them_is_sent() {
        RowVideoMap map = map(10);
        Row row = new Row("r1", 1, null, List.of(), List.of());
        Session session = session(0, List.of(), List.of(row));
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        Plan plan = world.plan(session, map, Set.of());
        assertThat(plan.hasErrors()).isTrue();
        assertThat(plan.findings()).extracting(Finding::code).containsExactly("rvm-row-unknown");
        assertThat(plan.tasks().stream().flatMap(t -> t.parts().stream()).map(PartName::row))
                .containsOnly(1);
    }

    @Example
    void what_lies_behind_a_part_made_again_is_due_for_its_upstream() {
        RowVideoMap map = map(1);
        PartName part = map.parts().get(0).name();
        World world = new World(session(0, List.of()).root());
        world.put("rvm.csv", 0);
        keys(world.root, part).forEach(k -> world.put(k, 0));
        Session redo = session(
                0, List.of(new Redo(1, Role.DETECTION, Collections.emptySortedSet(), Collections.emptySortedSet())));
        world.put(world.root.detection(part), 1);
        assertThat(world.plan(redo, map, Set.of()).tasks())
                .extracting(PlannedTask::role, PlannedTask::reason)
                .containsExactly(Tuple.tuple(Role.PROCESS, Reason.UPSTREAM));
    }

    private static RowVideoMap map72() throws IOException {
        try (InputStream in = PlannerProperties.class.getResourceAsStream("rvm-72-rows.csv")) {
            return RowVideoMap.read(in, "rvm-72-rows.csv");
        }
    }
}
