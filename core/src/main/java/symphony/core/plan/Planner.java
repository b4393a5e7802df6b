package symphony.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.task.TaskIdentity;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;

/**
 * What is due: the first missing stage of each row part, what is missing of each archive's preprocess parts, and the
 * summary when all is there and it is not. A later artifact that is whole makes the earlier ones unnecessary. Pure.
 */
public final class Planner {
    private static final int LEFTOVERS_NAMED = 3;

    private final Session session;
    private final SessionRoot root;
    private final Set<TaskIdentity> pending;
    private final Scope scope;

    /** @param pending identities of tasks that wait or run: they are not planned again */
    public Planner(Session session, Set<TaskIdentity> pending, Scope scope) {
        this.session = session;
        this.root = session.root();
        this.pending = pending;
        this.scope = scope;
    }

    /** The plan while there is no row video map that can be read: to make one. */
    public Plan withoutMap(Reason reason) {
        PlannedTask rvm = new PlannedTask(
                Role.RVM, Optional.empty(), List.of(), session.runOf(Role.RVM, Optional.empty()), reason, root.rvm());
        return new Plan(session, 0, due(List.of(rvm)), List.of());
    }

    /**
     * @param inventory of the session's row video map
     * @param summaryInputs what the present summary's record says it was made from, as {@link Inventory#processDigest}
     * @param archives the archives that lie in storage; empty where nobody looked
     */
    public Plan plan(Inventory inventory, Optional<String> summaryInputs, Optional<Set<ArchiveName>> archives) {
        if (!inventory.wholeSession("rvm.csv").serves(session.runOf(Role.RVM, Optional.empty()))) {
            return withoutMap(Reason.REDO);
        }
        List<Finding> findings = new ArrayList<>();
        List<PlannedTask> perPart = new ArrayList<>();
        SortedMap<ArchiveName, PlannedTask> preproc = new TreeMap<>();
        boolean allProcessed = true;
        for (int i = 0; i < inventory.map().size(); i++) {
            PartName part = inventory.map().parts().get(i).name();
            Optional<Role> first = firstMissing(inventory, i, part);
            allProcessed &= first.isEmpty();
            if (first.isEmpty() || !scope.covers(part)) {
                continue;
            }
            Role role = first.get();
            PlannedTask task = new PlannedTask(
                    role,
                    role == Role.PREPROC ? Optional.of(part.archive()) : Optional.empty(),
                    List.of(part),
                    runOf(role, part),
                    reason(inventory.holding(role, i)),
                    key(role, part));
            if (role == Role.PREPROC) {
                preproc.merge(part.archive(), task, Planner::join);
            } else {
                perPart.add(task);
                if (role == Role.PROCESS && inventory.holding(Role.PREPROC, i).state() != Holding.State.WHOLE) {
                    findings.add(inputGone(root.frames(part), role, part.toString()));
                }
            }
        }
        archives.ifPresent(present -> preproc.keySet().stream()
                .filter(a -> !present.contains(a))
                .forEach(a -> findings.add(inputGone(a.fileName(), Role.PREPROC, a.fileName()))));
        List<PlannedTask> tasks = new ArrayList<>(preproc.values());
        perPart.sort(Comparator.comparing(PlannedTask::role)
                .thenComparing(t -> t.parts().get(0)));
        tasks.addAll(perPart);
        if (allProcessed) {
            summary(inventory, summaryInputs).ifPresent(tasks::add);
        }
        leftovers(inventory).ifPresent(findings::add);
        return new Plan(session, inventory.map().size(), due(tasks), findings);
    }

    private Optional<Role> firstMissing(Inventory inventory, int index, PartName part) {
        if (inventory.holding(Role.PROCESS, index).serves(runOf(Role.PROCESS, part))) {
            return Optional.empty();
        }
        if (inventory.holding(Role.DETECTION, index).serves(runOf(Role.DETECTION, part))) {
            return Optional.of(Role.PROCESS);
        }
        return Optional.of(
                inventory.holding(Role.PREPROC, index).serves(runOf(Role.PREPROC, part))
                        ? Role.DETECTION
                        : Role.PREPROC);
    }

    private Optional<PlannedTask> summary(Inventory inventory, Optional<String> summaryInputs) {
        int run = session.runOf(Role.POSTPROCESS, Optional.empty());
        Holding holding = inventory.wholeSession("summary.json");
        boolean current = summaryInputs.equals(Optional.of(inventory.processDigest()));
        if (holding.serves(run) && current) {
            return Optional.empty();
        }
        Reason reason = holding.serves(run) ? Reason.STALE : reason(holding);
        return Optional.of(new PlannedTask(Role.POSTPROCESS, Optional.empty(), List.of(), run, reason, root.summary()));
    }

    private List<PlannedTask> due(List<PlannedTask> tasks) {
        return tasks.stream()
                .filter(t -> scope.roles().contains(t.role()))
                .filter(t -> !pending.contains(t.task(session).identity()))
                .toList();
    }

    private int runOf(Role role, PartName part) {
        return session.runOf(role, Optional.of(part));
    }

    private String key(Role role, PartName part) {
        return switch (role) {
            case PREPROC -> root.frames(part);
            case DETECTION -> root.detection(part);
            case PROCESS -> root.process(part);
            case RVM, POSTPROCESS -> throw new IllegalArgumentException(role + " makes nothing of a part");
        };
    }

    private static Reason reason(Holding holding) {
        return switch (holding.state()) {
            case ABSENT -> Reason.ABSENT;
            case SHORT -> Reason.SHORT;
            case WHOLE -> Reason.REDO;
        };
    }

    /** One archive is one task, whatever of it is missing. */
    private static PlannedTask join(PlannedTask a, PlannedTask b) {
        List<PartName> parts = new ArrayList<>(a.parts());
        parts.addAll(b.parts());
        return new PlannedTask(a.role(), a.archive(), parts, Math.max(a.run(), b.run()), a.reason(), a.key());
    }

    private static Finding inputGone(String key, Role role, String what) {
        return Finding.warning(
                "input-gone",
                Place.of(key),
                "the " + role + " task of " + what + " needs it, and it is not in storage",
                "bring it back; until then the task fails");
    }

    private Optional<Finding> leftovers(Inventory inventory) {
        List<String> names = inventory.leftovers();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String some = String.join(", ", names.subList(0, Math.min(LEFTOVERS_NAMED, names.size())));
        return Optional.of(Finding.warning(
                "leftover",
                Place.of(root.prefix()),
                names.size() + " files are explained by no line of rvm.csv: " + some
                        + (names.size() > LEFTOVERS_NAMED ? ", …" : ""),
                "look at them; nothing deletes them"));
    }
}
