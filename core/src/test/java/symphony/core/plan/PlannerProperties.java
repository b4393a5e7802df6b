package symphony.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.groups.Tuple;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.Provenance;
import symphony.core.registry.Block;
import symphony.core.registry.Row;
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
                .containsExactly(Tuple.tuple(Role.PROCESS, Reason.SHORT));
    }

    @Example
    void a_summary_of_very_many_inputs_names_only_those_that_have_no_record() {
        RowVideoMap map = map(Inventory.MOST_NAMED);
        World world = new World(session(0, List.of()).root());
        List<Provenance.Source> read = new ArrayList<>();
        for (RowPart part : map.parts()) {
            String key = world.root.process(part.name());
            world.put(key, 0);
            read.add(new Provenance.Source(world.root.relative(key), new Checksum(SIZE, SUM)));
        }
        String unrecorded = world.root.process(map.parts().get(7).name());
        world.removeRecords(unrecorded);
        Inventory inventory = world.inventory(map);
        String digest = inventory.processDigest(read);

        assertThat(inventory.named(read)).isEqualTo(read);
        Provenance.Source other = new Provenance.Source("context/task.json", new Checksum(SIZE, SUM));
        read.add(other);
        List<Provenance.Source> named = inventory.named(read);
        assertThat(named)
                .extracting(Provenance.Source::name)
                .containsExactly(world.root.relative(unrecorded), other.name());
        assertThat(inventory.processDigest(named)).isEqualTo(digest);
        world.put(unrecorded, 0); // its record comes late
        assertThat(world.inventory(map).processDigest(named)).isEqualTo(digest);
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
                .containsExactly(Tuple.tuple(Role.POSTPROCESS, Reason.STALE));
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

    @Example
    void thousands_of_foreign_files_are_one_word() {
        World world = new World(session(0, List.of()).root());
        world.put("rvm.csv", 0);
        for (int i = 0; i < 5000; i++) {
            world.foreign(world.root.key("detection/IMG_" + i + ".JPG"), 5);
        }
        assertThat(world.plan(session(0, List.of()), map(1), Set.of()).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.message())
                        .startsWith("5000 files are explained by no line of rvm.csv: detection/IMG_0.JPG"));
    }

    private static RowVideoMap map72() throws IOException {
        try (InputStream in = PlannerProperties.class.getResourceAsStream("rvm-72-rows.csv")) {
            return RowVideoMap.read(in, "rvm-72-rows.csv");
        }
    }

    private static List<String> keys(SessionRoot root, PartName part) {
        return List.of(root.frames(part), root.detection(part), root.process(part));
    }

    private static RowVideoMap map(int parts) {
        List<RowPart> list = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            ArchiveName archive = new ArchiveName("2017-06-30_10-01", "22179657", 10 + i / 180 % 14, i / 3 % 60);
            PartName name = new PartName(archive, i / 2 + 1, i % 2 == 0 ? Direction.DIR1 : Direction.DIR2, 1, 1);
            list.add(new RowPart(name, i * 20, i * 20 + 10, 1, ""));
        }
        return new RowVideoMap(list);
    }

    private static Session session(int run, List<Redo> redo) {
        return session(run, redo, List.of());
    }

    private static Session session(int run, List<Redo> redo, List<Row> rows) {
        Block block = new Block("b1", "12D", 5, 2.4, 1.5, "", List.of(), rows);
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

        void removeRecords(String key) {
            objects.keySet().removeIf(k -> k.startsWith(root.records() + root.relative(key) + "~"));
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
