package symphony.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static symphony.core.plan.World.SIZE;
import static symphony.core.plan.World.SUM;
import static symphony.core.plan.World.keys;
import static symphony.core.plan.World.map;
import static symphony.core.plan.World.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.pipeline.Provenance;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.verify.Finding;

/** What of a storage counts as whole, as current, as nobody's. */
class InventoryTest {
    private final Session session = session(0, List.of());
    private final World world = new World(session.root());

    @Test
    void an_artifact_shorter_than_its_record_says_is_due_again() {
        RowVideoMap map = map(1);
        world.put("rvm.csv", 0);
        PartName part = map.parts().get(0).name();
        keys(session.root(), part).forEach(k -> world.put(k, 0));
        world.truncate(session.root().process(part));
        assertThat(world.plan(session, map, Set.of()).tasks())
                .extracting(PlannedTask::role, PlannedTask::reason)
                .containsExactly(Tuple.tuple(Role.PROCESS, Reason.SHORT));
    }

    @Test
    void a_summary_of_very_many_inputs_names_only_those_that_have_no_record() {
        RowVideoMap map = map(Inventory.MOST_NAMED);
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

    @Test
    void an_artifact_without_a_record_is_whole_unless_no_zip_can_be_that_short() {
        RowVideoMap map = map(2);
        world.put("rvm.csv", 0);
        world.foreign(session.root().process(map.parts().get(0).name()), 22);
        world.foreign(session.root().process(map.parts().get(1).name()), 21);
        Plan plan = world.plan(session, map, Set.of());
        assertThat(plan.tasks()).hasSize(1);
        assertThat(plan.tasks().get(0).parts())
                .containsExactly(map.parts().get(1).name());
    }

    @Test
    void a_summary_made_from_other_inputs_than_lie_there_is_stale() {
        RowVideoMap map = map(2);
        world.put("rvm.csv", 0);
        map.parts().forEach(p -> world.put(session.root().process(p.name()), 0));
        world.put("summary.json", 0);
        world.summaryInputs = Optional.of("something else");
        assertThat(world.plan(session, map, Set.of()).tasks())
                .extracting(PlannedTask::role, PlannedTask::reason)
                .containsExactly(Tuple.tuple(Role.POSTPROCESS, Reason.STALE));
    }

    @Test
    void what_no_line_of_the_map_explains_is_told_and_left_alone() {
        RowVideoMap map = map(1);
        world.put("rvm.csv", 0);
        world.foreign(session.root().key("detection/notes.txt"), 5);
        assertThat(world.plan(session, map, Set.of()).findings())
                .extracting(Finding::code)
                .containsExactly("leftover");
    }

    @Test
    void thousands_of_foreign_files_are_one_word() {
        world.put("rvm.csv", 0);
        for (int i = 0; i < 5000; i++) {
            world.foreign(world.root.key("detection/IMG_" + i + ".JPG"), 5);
        }
        assertThat(world.plan(session(0, List.of()), map(1), Set.of()).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.message())
                        .startsWith("5000 files are explained by no line of rvm.csv: detection/IMG_0.JPG"));
    }
}
