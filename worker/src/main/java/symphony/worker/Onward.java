package symphony.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.DueRuns;
import symphony.core.pipeline.ExpectedOutputs;
import symphony.core.pipeline.Successors;
import symphony.core.plan.Inventory;
import symphony.core.queue.TaskQueue;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.program.TaskCancelled;

/** Sends a session onward when a task is done: enqueues whom it enables. */
final class Onward {
    private static final int BATCH = 200;

    private final ArtifactStore store;
    private final TaskQueue queue;
    private final Patience patience;

    Onward(ArtifactStore store, TaskQueue queue, Patience patience) {
        this.store = store;
        this.queue = queue;
        this.patience = patience;
    }

    /**
     * @param parts the row parts the task did; for rvm it is the map that names them
     * @param map as it is now
     */
    void after(Task done, Collection<PartName> parts, DueRuns runs, Optional<RowVideoMap> map)
            throws ObjectMissing, TaskCancelled {
        if (done.role() == Role.POSTPROCESS) {
            patience.queue(() -> {
                queue.forgetFinished(done.root());
                return true;
            });
            return;
        }
        if (done.role() == Role.RVM && map.isEmpty()) {
            return;
        }
        Successors next = done.role() == Role.RVM
                ? ofMap(done, map.get(), runs)
                : Successors.of(done, parts, runs, recorded(done, parts, runs));
        enqueue(next.tasks());
        if (!next.finished().isEmpty() && map.isPresent()) {
            finished(done, next.finished(), runs, map.get());
        }
    }

    private Successors ofMap(Task done, RowVideoMap map, DueRuns runs) throws ObjectMissing, TaskCancelled {
        Inventory inventory = inventory(done.root(), map);
        return Successors.of(done, Successors.parts(map), runs, inInventory(inventory, map, runs));
    }

    /**
     * Notes finished parts; when the note says that all are, or was lost, the storage is asked. This comes after the
     * task's own publication, so whoever is last sees all.
     */
    private void finished(Task done, SortedSet<PartName> parts, DueRuns runs, RowVideoMap map)
            throws ObjectMissing, TaskCancelled {
        int run = runs.of(Role.POSTPROCESS, Optional.empty());
        OptionalLong noted = note(done.root(), run, parts);
        if (noted.isPresent() && noted.getAsLong() < map.size()) {
            return;
        }
        SortedSet<PartName> there = finishedIn(done.root(), runs, map);
        if (noted.isEmpty()) {
            OptionalLong all = note(done.root(), run, there);
            if (all.isPresent() && all.getAsLong() >= map.size() && there.size() < map.size()) {
                there = finishedIn(done.root(), runs, map); // others finished while we listed
            }
        }
        if (there.size() == map.size()) {
            enqueue(List.of(Successors.postprocess(done, runs)));
        }
    }

    private SortedSet<PartName> finishedIn(SessionRoot root, DueRuns runs, RowVideoMap map)
            throws ObjectMissing, TaskCancelled {
        BiPredicate<Role, PartName> whole = inInventory(inventory(root, map), map, runs);
        SortedSet<PartName> there = new TreeSet<>(Successors.parts(map));
        there.removeIf(part -> !whole.test(Role.PROCESS, part));
        return there;
    }

    private OptionalLong note(SessionRoot root, int run, Collection<PartName> parts) throws TaskCancelled {
        List<String> names = parts.stream().map(PartName::toString).toList();
        return patience.queue(() -> queue.noteFinished(root, run, names));
    }

    private void enqueue(List<Task> tasks) throws TaskCancelled {
        for (int from = 0; from < tasks.size(); from += BATCH) {
            List<Task> batch = tasks.subList(from, Math.min(from + BATCH, tasks.size()));
            patience.queue(() -> queue.enqueue(batch));
        }
    }

    private Inventory inventory(SessionRoot root, RowVideoMap map) throws ObjectMissing, TaskCancelled {
        return patience.storage(() -> Inventory.read(store, root, map));
    }

    private static BiPredicate<Role, PartName> inInventory(Inventory inventory, RowVideoMap map, DueRuns runs) {
        Map<PartName, Integer> index = new HashMap<>();
        for (int i = 0; i < map.size(); i++) {
            index.put(map.parts().get(i).name(), i);
        }
        return (role, part) -> {
            Integer at = index.get(part);
            return at != null && inventory.holding(role, at).serves(runs.of(role, Optional.of(part)));
        };
    }

    /** What was made already behind these parts; what has no record is left to its own task, which opens it. */
    private BiPredicate<Role, PartName> recorded(Task done, Collection<PartName> parts, DueRuns runs)
            throws ObjectMissing, TaskCancelled {
        ArtifactCheck check = new ArtifactCheck(store);
        Map<Role, Set<PartName>> there = new EnumMap<>(Role.class);
        for (Role role : List.of(Role.DETECTION, Role.PROCESS)) {
            Set<PartName> whole = new TreeSet<>();
            for (PartName part : role.compareTo(done.role()) > 0 ? new ArrayList<>(parts) : List.<PartName>of()) {
                int run = runs.of(role, Optional.of(part));
                if (patience.storage(
                        () -> check.isRecorded(done.root(), ExpectedOutputs.ofPart(done.root(), role, part), run))) {
                    whole.add(part);
                }
            }
            there.put(role, whole);
        }
        return (role, part) -> there.getOrDefault(role, Set.of()).contains(part);
    }
}
