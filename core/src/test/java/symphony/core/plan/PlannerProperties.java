package symphony.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.registry.Block;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.core.task.TaskIdentity;
import symphony.core.verify.Finding;

class PlannerProperties {
    private static final String SUM = "0123456789abcdef".repeat(4);
    private static final int SIZE = 1000;

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
    void an_artifact_shorter_than_its_record_says_is_due_again() {
        RowVideoMap map = map(1);
        Session session = session(0, List.of());
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        PartName part = map.parts().get(0).name();
        keys(session.root(), part).forEach(k -> world.put(k, 0));
        world.truncate(session.root().process(part));
        assertThat(world.plan(session, map, Set.of()).tasks())
                .extracting(PlannedTask::role, PlannedTask::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Role.PROCESS, Reason.SHORT));
    }

    @Example
    void an_artifact_without_a_record_is_whole_unless_no_zip_can_be_that_short() {
        RowVideoMap map = map(2);
        Session session = session(0, List.of());
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        world.foreign(session.root().process(map.parts().get(0).name()), 22);
        world.foreign(session.root().process(map.parts().get(1).name()), 21);
        Plan plan = world.plan(session, map, Set.of());
        assertThat(plan.tasks()).hasSize(1);
        assertThat(plan.tasks().get(0).parts())
                .containsExactly(map.parts().get(1).name());
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

    @Example
    void a_summary_made_from_other_inputs_than_lie_there_is_stale() {
        RowVideoMap map = map(2);
        Session session = session(0, List.of());
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        map.parts().forEach(p -> world.put(session.root().process(p.name()), 0));
        world.put("summary.json", 0);
        world.summaryInputs = Optional.of("something else");
        assertThat(world.plan(session, map, Set.of()).tasks())
                .extracting(PlannedTask::role, PlannedTask::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Role.POSTPROCESS, Reason.STALE));
    }

    @Example
    void what_no_line_of_the_map_explains_is_told_and_left_alone() {
        RowVideoMap map = map(1);
        Session session = session(0, List.of());
        World world = new World(session.root());
        world.put("rvm.csv", 0);
        world.foreign(session.root().key("detection/notes.txt"), 5);
        assertThat(world.plan(session, map, Set.of()).findings())
                .extracting(Finding::code)
                .containsExactly("leftover");
    }

    private static List<String> keys(SessionRoot root, PartName part) {
        return List.of(root.frames(part), root.detection(part), root.process(part));
    }

    private static RowVideoMap map(int parts) {
        List<RowPart> list = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            ArchiveName archive = new ArchiveName("2017-06-30_10-01", "22179657", 10, i / 3);
            PartName name = new PartName(archive, i / 2 + 1, i % 2 == 0 ? Direction.DIR1 : Direction.DIR2, 1, 1);
            list.add(new RowPart(name, i * 20, i * 20 + 10, 1, ""));
        }
        return new RowVideoMap(list);
    }

    private static Session session(int run, List<Redo> redo) {
        Block block = new Block("b1", "12D", 5, 2.4, 1.5, "", List.of(), List.of());
        return new Session(
                "s",
                "Oakridge",
                "oak",
                "Upper Bench",
                "f1",
                block,
                List.of(),
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                run,
                redo);
    }

    /** A storage of names and sizes. */
    private static final class World {
        private final SessionRoot root;
        private final Map<String, StoredObject> objects = new LinkedHashMap<>();
        private Optional<String> summaryInputs = Optional.empty();

        World(SessionRoot root) {
            this.root = root;
        }

        void foreign(String key, long size) {
            objects.put(key, new StoredObject(key, size, "v"));
        }

        void put(String keyOrName, int run) {
            String key = keyOrName.startsWith(root.prefix()) ? keyOrName : root.key(keyOrName);
            foreign(key, SIZE);
            foreign(root.key(new RecordName(root.relative(key), run, SIZE, SUM, "").relativeKey()), 300);
        }

        void truncate(String key) {
            foreign(key, SIZE - 1);
        }

        Inventory inventory(RowVideoMap map) {
            return Inventory.of(root, map, objects.values());
        }

        Plan plan(Session session, RowVideoMap map, Set<TaskIdentity> pending) {
            return new Planner(session, pending, Scope.EVERYTHING).plan(inventory(map), summaryInputs);
        }

        List<String> carryOut(PlannedTask task, RowVideoMap map) {
            List<String> made = new ArrayList<>();
            for (PartName part : task.parts()) {
                made.add(
                        switch (task.role()) {
                            case PREPROC -> root.frames(part);
                            case DETECTION -> root.detection(part);
                            case PROCESS -> root.process(part);
                            case RVM, POSTPROCESS -> throw new AssertionError(task);
                        });
            }
            if (task.role() == Role.POSTPROCESS) {
                made.add(root.summary());
                summaryInputs = Optional.of(inventory(map).processDigest());
            }
            made.forEach(key -> put(key, task.run()));
            return made;
        }
    }
}
