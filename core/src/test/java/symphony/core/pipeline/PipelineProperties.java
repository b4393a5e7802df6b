package symphony.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.registry.Block;
import symphony.core.registry.Scan;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.task.Task;

final class PipelineProperties {
    private static final String SCAN = "2017-06-30_10-01";
    private static final String CAMERA = "22179657";

    @Property(tries = 200)
    void following_successors_makes_each_artifact_of_the_map_once_and_finishes_every_part(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int parts) {
        RowVideoMap map = map(parts, random);
        Session session = session(List.of());
        Set<String> whole = new HashSet<>();
        List<String> made = new ArrayList<>();
        Set<PartName> finished = new TreeSet<>();
        Deque<Task> queue = new ArrayDeque<>(List.of(session.task(Role.RVM, List.of(), List.of(), 0)));
        while (!queue.isEmpty()) {
            Task task = Task.parse(queue.removeFirst().toLine());
            ExpectedOutputs.of(task, Optional.of(map)).forEach(o -> {
                made.add(o.relativeKey());
                whole.add(o.relativeKey());
            });
            List<PartName> covered = task.role() == Role.RVM
                    ? List.copyOf(Successors.parts(map))
                    : ExpectedOutputs.parts(task, Optional.of(map));
            Successors next = Successors.of(
                    task,
                    covered,
                    DueRuns.of(task, covered, Optional.of(session)),
                    (role, part) -> whole.contains(
                            ExpectedOutputs.ofPart(task.root(), role, part).relativeKey()));
            queue.addAll(next.tasks());
            finished.addAll(next.finished());
        }

        assertThat(made).doesNotHaveDuplicates().hasSize(2 + 3 * parts);
        assertThat(finished).isEqualTo(Successors.parts(map));
    }

    @Property(tries = 200)
    void a_part_goes_on_behind_the_last_of_its_artifacts_that_is_whole(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int parts) {
        RowVideoMap map = map(parts, random);
        Task rvm = session(List.of()).task(Role.RVM, List.of(), List.of(), 0);
        Map<PartName, Role> furthest = new TreeMap<>();
        Successors.parts(map).forEach(p -> furthest.put(p, Role.ALL.get(random.nextInt(4))));

        Successors next = Successors.of(
                rvm,
                furthest.keySet(),
                DueRuns.of(rvm, List.of(), Optional.empty()),
                (role, part) -> furthest.get(part) == role);

        for (Map.Entry<PartName, Role> e : furthest.entrySet()) {
            boolean preproc = next.tasks().stream()
                    .anyMatch(t -> t.role() == Role.PREPROC
                            && t.archives().contains(e.getKey().archive()));
            List<Role> own = next.tasks().stream()
                    .filter(t -> t.parts().contains(e.getKey()))
                    .map(Task::role)
                    .toList();
            switch (e.getValue()) {
                case RVM -> assertThat(preproc).isTrue();
                case PREPROC -> assertThat(own).containsExactly(Role.DETECTION);
                case DETECTION -> assertThat(own).containsExactly(Role.PROCESS);
                case PROCESS, POSTPROCESS -> assertThat(next.finished()).contains(e.getKey());
            }
        }
        assertThat(next.tasks()).doesNotHaveDuplicates();
    }

    @Example
    void a_redo_of_some_rows_leaves_the_others_at_their_run() {
        PartName redone = part(2, 10, 1);
        PartName left = part(3, 10, 1);
        Session session = session(List.of(new Redo(4, Role.PREPROC, new TreeSet<>(Set.of(2)), new TreeSet<>())));
        Task preproc = session.task(Role.PREPROC, List.of(redone.archive()), List.of(), 4);
        DueRuns runs = DueRuns.of(preproc, List.of(redone, left), Optional.of(session));

        assertThat(runs.own(Role.PREPROC, Optional.of(redone))).hasValue(4);
        assertThat(runs.own(Role.PREPROC, Optional.of(left))).hasValue(0);
        assertThat(runs.of(Role.POSTPROCESS, Optional.empty())).isEqualTo(4);

        Task older = session.task(Role.PREPROC, List.of(redone.archive()), List.of(), 0);
        DueRuns olderRuns = DueRuns.of(older, List.of(redone, left), Optional.of(session));
        assertThat(olderRuns.own(Role.PREPROC, Optional.of(redone))).isEqualTo(OptionalInt.empty());
        assertThat(olderRuns.own(Role.PREPROC, Optional.of(left))).hasValue(0);
    }

    @Example
    void a_run_raised_by_hand_carries_through_to_the_end() {
        Task task = session(List.of()).task(Role.DETECTION, List.of(), List.of(part(1, 10, 1)), 5);
        DueRuns runs = DueRuns.of(task, task.parts(), Optional.of(session(List.of())));

        assertThat(runs.own(Role.DETECTION, Optional.of(part(1, 10, 1)))).hasValue(5);
        assertThat(Successors.of(task, task.parts(), runs, (role, part) -> false)
                        .tasks())
                .extracting(Task::run)
                .containsExactly(5);
    }

    @Example
    void each_role_is_given_what_the_contract_names() {
        PartName part = part(1, 10, 1);
        RowVideoMap map = new RowVideoMap(List.of(new RowPart(part, 0, 9.95, 1, "")));
        Session session = session(List.of());
        assertThat(places(session.task(Role.RVM, List.of(), List.of(), 0), map))
                .containsExactlyInAnyOrder("context/session.json!", "inputs/" + SCAN + "_" + CAMERA + ".csv!");
        assertThat(places(session.task(Role.PREPROC, List.of(part.archive()), List.of(), 0), map))
                .containsExactlyInAnyOrder(
                        "inputs/" + part.archive().fileName() + "!",
                        "context/session.json",
                        "context/rvm.csv!",
                        "context/" + SCAN + "_" + CAMERA + ".csv");
        String zip = SCAN + "_" + CAMERA + "_10_10-preprocess-row1-dir1.zip";
        assertThat(places(session.task(Role.DETECTION, List.of(), List.of(part), 0), map))
                .containsExactlyInAnyOrder("inputs/" + zip + "!", "context/session.json", "context/rvm.csv");
        assertThat(places(session.task(Role.PROCESS, List.of(), List.of(part), 0), map))
                .containsExactlyInAnyOrder(
                        "inputs/" + zip + "!",
                        "context/session.json",
                        "context/rvm.csv",
                        "context/vpr.csv",
                        "context/preprocess-frames/" + zip);
        assertThat(places(session.task(Role.POSTPROCESS, List.of(), List.of(), 0), map))
                .containsExactlyInAnyOrder(
                        "inputs/row1-dir1-" + SCAN + "_" + CAMERA + "_10_10.zip!",
                        "context/rvm.csv!",
                        "context/session.json",
                        "context/vpr.csv",
                        "context/calibration.csv");
    }

    @Example
    void provenance_reads_what_it_wrote() {
        Checksum sum = new Checksum(42, "ab".repeat(32));
        Provenance written = new Provenance(
                "detection/x.zip",
                sum,
                3,
                Role.DETECTION,
                List.of(new Provenance.Source("preprocess-frames/x.zip", sum)),
                "digest",
                "detector",
                "1.2",
                List.of("python3", "detect.py"),
                Map.of(),
                "0123",
                "w1",
                "here",
                "logs/x.log",
                "2026-11-24T10:00:00Z",
                "2026-11-24T10:01:00Z");

        assertThat(Provenance.parse(written.format())).isEqualTo(written);
    }

    /** Where each input goes; an exclamation mark follows what is required. */
    private static List<String> places(Task task, RowVideoMap map) {
        List<PartName> parts = ExpectedOutputs.parts(task, Optional.of(map));
        return StageInputs.of(task, parts, Optional.of(session(List.of())), Optional.of(map)).stream()
                .map(i -> i.place() + (i.required() ? "!" : ""))
                .toList();
    }

    private static RowVideoMap map(int parts, Random random) {
        List<RowPart> rows = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            rows.add(new RowPart(part(i + 1, 10 + random.nextInt(5), 1 + random.nextInt(2)), i, i + 0.5, 1, ""));
        }
        return new RowVideoMap(rows);
    }

    private static PartName part(int row, int minute, int direction) {
        return new PartName(new ArchiveName(SCAN, CAMERA, 10, minute), row, Direction.ofNumber(direction), 1, 1);
    }

    private static Session session(List<Redo> redo) {
        Scan scan = new Scan(
                SCAN,
                "Upper Bench",
                List.of("12D"),
                new TreeMap<>(Map.of(CAMERA, symphony.core.registry.Side.LEFT)),
                1,
                2,
                1,
                "",
                "");
        Block block = new Block("b1", "12D", 3, 2.4, 1.5, "Merlot", List.of(), List.of());
        return new Session(
                "s1",
                "Oakridge",
                "oak",
                "Upper Bench",
                "f1",
                block,
                List.of(scan),
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                0,
                redo);
    }
}
