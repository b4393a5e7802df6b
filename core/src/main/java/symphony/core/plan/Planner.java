package symphony.core.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.registry.Row;
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
    private static final int ROWS_NAMED = 10;

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
        int run = session.runOf(Role.RVM, Optional.empty());
        PlannedTask rvm = new PlannedTask(Role.RVM, Optional.empty(), List.of(), run, reason, root.rvm());
        List<PlannedTask> tasks = isDue(rvm) ? List.of(rvm) : List.of();
        return new Plan(session, 0, tasks, Map.of(Role.RVM, tasks.size()), Map.of(), List.of());
    }

    /**
     * @param inventory of the session's row video map
     * @param summaryInputs what the present summary's record says it was made from, as {@link Inventory#processDigest}
     */
    public Plan plan(Inventory inventory, Optional<String> summaryInputs) {
        return plan(inventory, summaryInputs.map(Set::of).orElse(Set.of()), Outdated.NOTHING);
    }

    Plan plan(Inventory inventory, Set<String> summaryInputs, Outdated outdated) {
        Holding held = inventory.wholeSession("rvm.csv");
        if (!held.serves(session.runOf(Role.RVM, Optional.empty()))) {
            return withoutMap(reason(held, outdated.is(Role.RVM), true));
        }
        RowVideoMap map = inventory.map();
        RunTable runs = new RunTable(session, map);
        UnknownRows unknown = new UnknownRows(session.block().rows());
        byte[] due = new byte[map.size()];
        Reason[] reasons = new Reason[map.size()];
        Map<Role, Integer> old = new EnumMap<>(Role.class);
        boolean allProcessed = true;
        for (int part = 0; part < map.size(); part++) {
            count(inventory, part, outdated, old);
            Role role = firstMissing(inventory, runs, part);
            allProcessed &= role == Role.POSTPROCESS;
            if (role != Role.POSTPROCESS && unknown.allows(map.row(part)) && covers(map, part, role)) {
                due[part] = (byte) role.ordinal();
                Artifacts of = inventory.of(role);
                Holding there = new Holding(of.state(part), of.run(part));
                reasons[part] = reason(there, outdated.is(role, of.recipe(part)), runs.beginsWith(role, part));
            }
        }
        for (Role role : List.of(Role.RVM, Role.POSTPROCESS)) {
            if (outdated.is(role)) {
                old.put(role, 1);
            }
        }
        PlannedTasks ofParts = PlannedTasks.of(root, map, runs, due, reasons);
        if (!pending.isEmpty()) {
            ofParts = ofParts.only(this::isNew);
        }
        Map<Role, Integer> missing = ofParts.count();
        List<PlannedTask> tasks = ofParts;
        if (allProcessed) {
            // then nothing is due of any part
            tasks = summary(inventory, summaryInputs, outdated).filter(this::isDue).stream()
                    .toList();
            missing.put(Role.POSTPROCESS, tasks.size());
        }
        List<Finding> findings = new ArrayList<>();
        unknown.finding(root).ifPresent(findings::add);
        leftovers(inventory).ifPresent(findings::add);
        return new Plan(session, map.size(), tasks, missing, old, findings);
    }

    /** The role whose artifact of a part is due first; postprocess where none is. */
    private static Role firstMissing(Inventory inventory, RunTable runs, int part) {
        if (inventory.serves(Role.PROCESS, part, runs.run(Role.PROCESS, part))) {
            return Role.POSTPROCESS;
        }
        if (inventory.serves(Role.DETECTION, part, runs.run(Role.DETECTION, part))) {
            return Role.PROCESS;
        }
        return inventory.serves(Role.PREPROC, part, runs.run(Role.PREPROC, part)) ? Role.DETECTION : Role.PREPROC;
    }

    private boolean covers(RowVideoMap map, int part, Role role) {
        return scope.roles().contains(role) && scope.covers(map.row(part), map.scanId(part));
    }

    private static void count(Inventory inventory, int part, Outdated outdated, Map<Role, Integer> old) {
        if (outdated.isEmpty()) {
            return;
        }
        for (Role role : SessionListing.FOLDERS.keySet()) {
            Artifacts of = inventory.of(role);
            if (outdated.is(role, of.recipe(part)) && of.state(part) == Holding.State.WHOLE) {
                old.merge(role, 1, Integer::sum);
            }
        }
    }

    private Optional<PlannedTask> summary(Inventory inventory, Set<String> summaryInputs, Outdated outdated) {
        int run = session.runOf(Role.POSTPROCESS, Optional.empty());
        Holding holding = inventory.wholeSession("summary.json");
        boolean current = !summaryInputs.isEmpty() && summaryInputs.contains(inventory.processDigest());
        if (holding.serves(run) && current) {
            return Optional.empty();
        }
        Reason reason = holding.serves(run) ? Reason.STALE : reason(holding, outdated.is(Role.POSTPROCESS), current);
        return Optional.of(new PlannedTask(Role.POSTPROCESS, Optional.empty(), List.of(), run, reason, root.summary()));
    }

    private boolean isDue(PlannedTask task) {
        return scope.roles().contains(task.role()) && isNew(task);
    }

    private boolean isNew(PlannedTask task) {
        return !pending.contains(task.task(session).identity());
    }

    /** @param first whether nothing before it was made again */
    private static Reason reason(Holding holding, boolean outdated, boolean first) {
        return switch (holding.state()) {
            case ABSENT -> Reason.ABSENT;
            case SHORT -> Reason.SHORT;
            case BROKEN -> Reason.CHECKSUM;
            case WHOLE -> outdated ? Reason.OUTDATED : first ? Reason.REDO : Reason.UPSTREAM;
        };
    }

    private Optional<Finding> leftovers(Inventory inventory) {
        Leftovers leftovers = inventory.leftovers();
        if (leftovers.count() == 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                "leftover",
                Place.of(root.prefix()),
                leftovers.count() + " files are explained by no line of rvm.csv: "
                        + String.join(", ", leftovers.first())
                        + (leftovers.count() > leftovers.first().size() ? ", …" : ""),
                "look at them; nothing deletes them"));
    }

    /** Rows of the map that the block has not: their tasks could only fail. A block without rows says nothing. */
    private static final class UnknownRows {
        private final Set<Integer> known = new HashSet<>();
        private final Set<Integer> met = new TreeSet<>();

        UnknownRows(List<Row> rows) {
            rows.forEach(r -> known.add(r.number()));
        }

        boolean allows(int row) {
            if (known.isEmpty() || known.contains(row)) {
                return true;
            }
            met.add(row);
            return false;
        }

        Optional<Finding> finding(SessionRoot root) {
            if (met.isEmpty()) {
                return Optional.empty();
            }
            List<Integer> some = met.stream().limit(ROWS_NAMED).toList();
            return Optional.of(Finding.error(
                    "rvm-row-unknown",
                    Place.of(root.rvm()),
                    "rows " + some + (met.size() > some.size() ? " and " + (met.size() - some.size()) + " more" : "")
                            + " of the row video map are not in the block; nothing of them is sent",
                    "check start rows and direction of the scan, or the block's rows"));
        }
    }
}
