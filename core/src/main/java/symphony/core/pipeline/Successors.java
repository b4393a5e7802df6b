package symphony.core.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.task.Role;
import symphony.core.task.Task;

/**
 * Who comes after whom: rvm → one preproc an archive of the map → one detection a row part → process → postprocess when
 * all parts of the map are finished.
 *
 * @param tasks what is enqueued now, in the order of archives and parts
 * @param finished the parts whose last artifact is whole: they count towards postprocess
 */
public record Successors(List<Task> tasks, SortedSet<PartName> finished) {
    public Successors {
        tasks = List.copyOf(tasks);
        finished = Collections.unmodifiableSortedSet(new TreeSet<>(finished));
    }

    /**
     * What follows a task that is done. A part goes on behind the last of its artifacts that is whole: what was made by
     * an earlier attempt, or came from elsewhere, is not asked for again.
     *
     * @param parts the row parts that the task did; for rvm those of the map
     * @param whole whether a role's artifact of a part is known to be whole, of the run that is due
     */
    public static Successors of(
            Task done, Collection<PartName> parts, DueRuns runs, BiPredicate<Role, PartName> whole) {
        if (done.role() == Role.POSTPROCESS) {
            return new Successors(List.of(), new TreeSet<>());
        }
        Role last = done.role();
        SortedSet<PartName> finished = new TreeSet<>();
        SortedMap<ArchiveName, List<PartName>> archives = new TreeMap<>();
        List<Task> later = new ArrayList<>();
        for (PartName part : new TreeSet<>(parts)) {
            switch (furthest(last, part, whole)) {
                case PROCESS, POSTPROCESS -> finished.add(part);
                case DETECTION -> later.add(ofPart(done, Role.PROCESS, part, runs));
                case PREPROC -> later.add(ofPart(done, Role.DETECTION, part, runs));
                case RVM ->
                    archives.computeIfAbsent(part.archive(), a -> new ArrayList<>())
                            .add(part);
            }
        }
        List<Task> tasks = new ArrayList<>();
        for (Map.Entry<ArchiveName, List<PartName>> e : archives.entrySet()) {
            int run = e.getValue().stream()
                    .mapToInt(p -> runs.of(Role.PREPROC, Optional.of(p)))
                    .max()
                    .orElse(0);
            tasks.add(done.next(Role.PREPROC, List.of(e.getKey()), List.of(), run));
        }
        tasks.addAll(later);
        return new Successors(tasks, finished);
    }

    /** The session's last task, due once every part of the map is finished. */
    public static Task postprocess(Task of, DueRuns runs) {
        return of.next(Role.POSTPROCESS, List.of(), List.of(), runs.of(Role.POSTPROCESS, Optional.empty()));
    }

    /** The names of all parts of a map. */
    public static SortedSet<PartName> parts(RowVideoMap map) {
        return map.parts().stream().map(RowPart::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Role furthest(Role done, PartName part, BiPredicate<Role, PartName> whole) {
        for (Role role : List.of(Role.PROCESS, Role.DETECTION, Role.PREPROC)) {
            if (role.compareTo(done) <= 0) {
                return done;
            }
            if (whole.test(role, part)) {
                return role;
            }
        }
        return done;
    }

    private static Task ofPart(Task done, Role role, PartName part, DueRuns runs) {
        return done.next(role, List.of(part.archive()), List.of(part), runs.of(role, Optional.of(part)));
    }
}
