package symphony.app.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import symphony.app.Workspace;
import symphony.app.work.ProgramCheck;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.QueueUnavailable;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.core.verify.FleetRules;
import symphony.core.verify.Verification;

/** What verified sessions need of this machine and of the fleet: programs, workers, and room for their results. */
final class CheckSurroundings {
    private final Workspace workspace;

    CheckSurroundings(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Adds what is lacking to the findings; a session that lacks something is not ready. */
    ReadTaskFiles.Sessions of(Verification verification) throws IOException {
        List<Finding> findings = new ArrayList<>(verification.findings());
        List<Session> ready = new ArrayList<>();
        Map<Role, FleetRules.Unable> unable =
                ProgramCheck.unable(workspace.configuration(), workspace.directory(), workspace.searchPath());
        List<QueueStatus.Worker> workers = workers();
        SortedSet<Role> used = new TreeSet<>();
        for (Session session : verification.sessions()) {
            SortedSet<Role> own = FleetRules.roles(session);
            used.addAll(own);
            List<Finding> room = room(session);
            findings.addAll(room);
            boolean able = FleetRules.check(own, unable, workers).stream().noneMatch(Finding::isError);
            if (able && room.isEmpty()) {
                ready.add(session);
            }
        }
        findings.addAll(FleetRules.check(used, unable, workers));
        findings.addAll(space(verification));
        return new ReadTaskFiles.Sessions(ready, findings);
    }

    private List<QueueStatus.Worker> workers() {
        try {
            return workspace.queueIfRunning().map(q -> q.status().workers()).orElse(List.of());
        } catch (QueueUnavailable away) {
            return List.of(); // verifying needs no queue; who needs one says so
        }
    }

    private List<Finding> room(Session session) {
        return workspace.localStorage().flatMap(folder -> new StorageRoom(folder).notWritable(session.root())).stream()
                .toList();
    }

    private List<Finding> space(Verification verification) throws IOException {
        long bytes = verification.files().stream()
                .mapToLong(f -> f.session().isPresent() ? f.archiveBytes() : 0)
                .sum();
        return workspace.localStorage().isEmpty() || bytes == 0
                ? List.of()
                : new StorageRoom(workspace.localStorage().get())
                        .spaceLow(bytes).stream().toList();
    }
}
