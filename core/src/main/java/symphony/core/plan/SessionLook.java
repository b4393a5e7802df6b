package symphony.core.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.StorageKeys;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.core.task.TaskIdentity;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;

/** What was seen of a session in queues and storage: plans follow from it. */
public final class SessionLook {
    private static final int GONE_NAMED = 1000;

    private final ArtifactStore store;
    private final Set<TaskIdentity> pending;
    private final Optional<Inventory> inventory;
    private final Reason withoutMap;
    private final List<Finding> findings;
    private final Set<String> summaryInputs;
    private final Outdated outdated;

    SessionLook(
            ArtifactStore store,
            Set<TaskIdentity> pending,
            Optional<Inventory> inventory,
            Reason withoutMap,
            List<Finding> findings,
            Set<String> summaryInputs,
            Outdated outdated) {
        this.store = store;
        this.pending = pending;
        this.inventory = inventory;
        this.withoutMap = withoutMap;
        this.findings = findings;
        this.summaryInputs = summaryInputs;
        this.outdated = outdated;
    }

    static SessionLook withoutMap(
            ArtifactStore store, Set<TaskIdentity> pending, Reason reason, List<Finding> findings) {
        return new SessionLook(store, pending, Optional.empty(), reason, findings, Set.of(), Outdated.NOTHING);
    }

    public Optional<Inventory> inventory() {
        return inventory;
    }

    /** Tasks that waited or ran before the storage was looked at. */
    public Set<TaskIdentity> pending() {
        return pending;
    }

    /**
     * @param session the one that was looked at, with the runs that are due
     * @throws IOException where the archives cannot be listed
     */
    public Plan plan(Session session, Scope scope) throws IOException {
        Planner planner = new Planner(session, pending, scope);
        if (inventory.isEmpty()) {
            return planner.withoutMap(withoutMap).with(findings);
        }
        Plan plan = planner.plan(inventory.get(), summaryInputs, outdated);
        return plan.with(findings).with(gone(plan, session));
    }

    /** The pieces that were made otherwise than they would be now, as redos of a run to be given; the latest roles alone. */
    public List<Redo> outdated(Session session, Scope scope) {
        return inventory
                .map(i -> OutdatedPieces.of(session, i, outdated, scope))
                .orElse(List.of());
    }

    /** In what a role's artifacts were made otherwise, in words. */
    public Optional<String> difference(Role role) {
        return outdated.difference(role);
    }

    /** Inputs that are not there: their tasks will fail. */
    private List<Finding> gone(Plan plan, Session session) throws IOException {
        if (plan.missing(Role.PREPROC) == 0 && plan.missing(Role.PROCESS) == 0) {
            return List.of();
        }
        Set<ArchiveName> present = archives(plan, session);
        List<Finding> gone = new ArrayList<>();
        int more = 0;
        for (PlannedTask task : plan.tasks()) {
            Optional<Finding> finding = gone(task, session, present);
            if (finding.isPresent() && gone.size() < GONE_NAMED) {
                gone.add(finding.get());
            } else if (finding.isPresent()) {
                more++;
            }
        }
        if (more > 0) {
            gone.add(inputGone(session.root().prefix(), more + " more tasks need what is not in storage"));
        }
        return gone;
    }

    private Optional<Finding> gone(PlannedTask task, Session session, Set<ArchiveName> present) {
        switch (task.role()) {
            case PREPROC -> {
                ArchiveName archive = task.archive().orElseThrow();
                return present.contains(archive)
                        ? Optional.empty()
                        : Optional.of(needs(archive.fileName(), task.role(), archive.fileName()));
            }
            case PROCESS -> {
                int part = inventory.orElseThrow().map().number(task.parts().get(0));
                return inventory.get().state(Role.PREPROC, part) == Holding.State.WHOLE
                        ? Optional.empty()
                        : Optional.of(needs(
                                session.root().frames(task.parts().get(0)),
                                task.role(),
                                task.parts().get(0).toString()));
            }
            case RVM, DETECTION, POSTPROCESS -> {
                return Optional.empty();
            }
        }
        throw new IllegalStateException("a role of its own: " + task.role());
    }

    private Set<ArchiveName> archives(Plan plan, Session session) throws IOException {
        Set<String> scans = new TreeSet<>();
        for (PlannedTask task : plan.tasks().subList(0, plan.missing(Role.PREPROC))) {
            scans.add(task.archive().orElseThrow().scanId());
        }
        Set<ArchiveName> present = new HashSet<>();
        for (String scan : scans) {
            store.names(
                    StorageKeys.scanPrefix(session.clientId(), scan),
                    key -> StorageKeys.parseArchive(StorageKeys.baseName(key)).ifPresent(present::add));
        }
        return present;
    }

    private static Finding needs(String key, Role role, String what) {
        return inputGone(key, "the " + role + " task of " + what + " needs it, and it is not in storage");
    }

    private static Finding inputGone(String key, String message) {
        return Finding.warning("input-gone", Place.of(key), message, "bring it back; until then the task fails");
    }
}
