package symphony.core.plan;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.ExpectedOutputs;
import symphony.core.task.Role;

/** The tasks of a plan, kept as the numbers of their parts and made when they are asked for. */
final class PlannedTasks extends AbstractList<PlannedTask> implements RandomAccess {
    private final SessionRoot root;
    private final RowVideoMap map;
    private final RunTable runs;
    private final Reason[] reasons;
    private final List<Role> roles;
    /** The parts of all tasks, one task's behind the other's. */
    private final int[] parts;
    /** Where in {@code parts} each task's end. */
    private final int[] ends;
    /** How many tasks there are up to the end of each role. */
    private final int[] upTo;

    private PlannedTasks(
            SessionRoot root,
            RowVideoMap map,
            RunTable runs,
            Reason[] reasons,
            List<Role> roles,
            int[] parts,
            int[] ends,
            int[] upTo) {
        this.root = root;
        this.map = map;
        this.runs = runs;
        this.reasons = reasons;
        this.roles = roles;
        this.parts = parts;
        this.ends = ends;
        this.upTo = upTo;
    }

    /**
     * @param due by the number of a part, the role whose artifact of it is due, as its place in the pipeline; 0 for none
     * @param reasons by the number of a part, why
     */
    static PlannedTasks of(SessionRoot root, RowVideoMap map, RunTable runs, byte[] due, Reason[] reasons) {
        List<Role> roles = List.of(Role.PREPROC, Role.DETECTION, Role.PROCESS);
        int count =
                (int) IntStream.range(0, due.length).filter(i -> due[i] != 0).count();
        int[] parts = new int[count];
        int[] ends = new int[count];
        int[] upTo = new int[roles.size()];
        int at = 0;
        int tasks = 0;
        int[] order = count == 0 ? new int[0] : map.ordered();
        for (Role role : roles) {
            int first = tasks;
            for (int part : order) {
                if (due[part] == role.ordinal()) {
                    boolean joins = role == Role.PREPROC && tasks > first && map.sameArchive(parts[at - 1], part);
                    parts[at++] = part;
                    tasks += joins ? 0 : 1;
                    ends[tasks - 1] = at;
                }
            }
            upTo[roles.indexOf(role)] = tasks;
        }
        return new PlannedTasks(root, map, runs, reasons, roles, parts, Arrays.copyOf(ends, tasks), upTo);
    }

    Map<Role, Integer> count() {
        Map<Role, Integer> count = new EnumMap<>(Role.class);
        for (int i = 0; i < upTo.length; i++) {
            count.put(roles.get(i), upTo[i] - (i == 0 ? 0 : upTo[i - 1]));
        }
        return count;
    }

    /** Those that are let pass. */
    PlannedTasks only(Predicate<PlannedTask> passes) {
        int[] keptParts = new int[parts.length];
        int[] keptEnds = new int[ends.length];
        int[] keptUpTo = new int[upTo.length];
        int at = 0;
        int tasks = 0;
        int role = 0;
        for (int i = 0; i < ends.length; i++) {
            while (i >= upTo[role]) {
                keptUpTo[role++] = tasks;
            }
            if (passes.test(get(i))) {
                int from = i == 0 ? 0 : ends[i - 1];
                System.arraycopy(parts, from, keptParts, at, ends[i] - from);
                at += ends[i] - from;
                keptEnds[tasks++] = at;
            }
        }
        Arrays.fill(keptUpTo, role, keptUpTo.length, tasks);
        return new PlannedTasks(
                root,
                map,
                runs,
                reasons,
                roles,
                Arrays.copyOf(keptParts, at),
                Arrays.copyOf(keptEnds, tasks),
                keptUpTo);
    }

    @Override
    public int size() {
        return ends.length;
    }

    @Override
    public PlannedTask get(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        int to = ends[index];
        Role role = roleOf(index);
        List<PartName> names =
                IntStream.range(from, to).mapToObj(i -> map.name(parts[i])).toList();
        int run = IntStream.range(from, to)
                .map(i -> runs.run(role, parts[i]))
                .max()
                .orElse(0);
        return new PlannedTask(
                role,
                role == Role.PREPROC ? Optional.of(names.get(0).archive()) : Optional.empty(),
                names,
                run,
                reasons[parts[from]],
                root.key(ExpectedOutputs.ofPart(root, role, names.get(0)).relativeKey()));
    }

    private Role roleOf(int index) {
        int role = 0;
        while (index >= upTo[role]) {
            role++;
        }
        return roles.get(role);
    }
}
