package symphony.core.plan;

import java.util.Optional;
import symphony.core.artifact.RowVideoMap;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.task.Role;

/** The run that each part's artifact of a role has to be of. */
final class RunTable {
    private final Session session;
    private final RowVideoMap map;

    RunTable(Session session, RowVideoMap map) {
        this.session = session;
        this.map = map;
    }

    int run(Role role, int part) {
        return session.redo().isEmpty()
                ? session.run()
                : redo(role, part).map(Redo::run).orElse(session.run());
    }

    /** Whether it is this role that a redo begins with, and not one before it. */
    boolean beginsWith(Role role, int part) {
        return redo(role, part).map(r -> r.from() == role).orElse(true);
    }

    private Optional<Redo> redo(Role role, int part) {
        return session.redoOf(role, map.row(part), map.scanId(part));
    }
}
