package symphony.core.plan;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import symphony.core.task.Role;

/** Which recipes of a session's artifacts are not those that it asks for now, and in what they differ. */
final class Outdated {
    static final Outdated NOTHING = new Outdated();

    private final Map<Role, Map<Integer, String>> parts = new EnumMap<>(Role.class);
    private final Map<Role, String> wholeSession = new EnumMap<>(Role.class);

    void add(Role role, int recipe, String difference) {
        parts.computeIfAbsent(role, r -> new HashMap<>()).put(recipe, difference);
    }

    /** Of {@code rvm.csv} or the summary. */
    void add(Role role, String difference) {
        wholeSession.put(role, difference);
    }

    boolean isEmpty() {
        return parts.isEmpty() && wholeSession.isEmpty();
    }

    boolean is(Role role, int recipe) {
        Map<Integer, String> of = parts.get(role);
        return of != null && of.containsKey(recipe);
    }

    boolean is(Role role) {
        return wholeSession.containsKey(role);
    }

    /** In what a role's artifacts differ, in the words of one of them. */
    Optional<String> difference(Role role) {
        Map<Integer, String> of = parts.get(role);
        return of == null
                ? Optional.ofNullable(wholeSession.get(role))
                : of.values().stream().min(Comparator.naturalOrder());
    }
}
