package symphony.core.session;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import symphony.core.artifact.PartName;
import symphony.core.task.Role;

/**
 * A piece of a session that is due again, under a higher run.
 *
 * @param run what its artifacts have to be of
 * @param from the first role that is done again; those after it follow
 * @param rows empty for all
 * @param scans scan ids; empty for all
 */
public record Redo(int run, Role from, SortedSet<Integer> rows, SortedSet<String> scans) {
    public Redo {
        if (run < 0) {
            throw new IllegalArgumentException("field 'run' of a redo cannot be negative, found " + run);
        }
        rows = Collections.unmodifiableSortedSet(new TreeSet<>(rows));
        scans = Collections.unmodifiableSortedSet(new TreeSet<>(scans));
    }

    /** Whether it concerns a role's artifact of this part; those of a whole session are concerned by any. */
    boolean concerns(Role role, Optional<PartName> part) {
        if (role.compareTo(from) < 0) {
            return false;
        }
        return part.map(p -> covers(p.row(), p.archive().scanId())).orElse(true);
    }

    /** The same of a part of this row and scan. */
    boolean concerns(Role role, int row, String scanId) {
        return role.compareTo(from) >= 0 && covers(row, scanId);
    }

    private boolean covers(int row, String scanId) {
        return (rows.isEmpty() || rows.contains(row)) && (scans.isEmpty() || scans.contains(scanId));
    }
}
