package symphony.core.plan;

import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import symphony.core.task.Role;

/**
 * Which piece of a session a plan is for.
 *
 * @param rows tells the rows that are meant
 * @param scans scan ids; empty for all
 * @param roles the roles whose tasks are meant
 */
public record Scope(IntPredicate rows, Set<String> scans, Set<Role> roles) {
    public static final Scope EVERYTHING = new Scope(row -> true, Set.of(), Set.copyOf(Role.ALL));

    /** From a role on, as a task file's {@code role} asks for. */
    public static Scope from(Role first) {
        return new Scope(
                row -> true,
                Set.of(),
                Role.ALL.stream().filter(r -> r.compareTo(first) >= 0).collect(Collectors.toSet()));
    }

    boolean covers(int row, String scanId) {
        return rows.test(row) && (scans.isEmpty() || scans.contains(scanId));
    }
}
