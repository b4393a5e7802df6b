package symphony.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import symphony.core.task.Role;

/** Each claim begins with another role, so that a long queue of one does not hold up the others. */
final class RoleTurns {
    private List<Role> last = List.of();
    private List<String> names = List.of();
    private int turn;

    List<String> next(List<Role> roles) {
        if (!roles.equals(last)) {
            last = List.copyOf(roles);
            names = roles.stream().map(Role::wireName).distinct().toList();
        }
        if (names.size() < 2) {
            return names;
        }
        List<String> turned = new ArrayList<>(names);
        Collections.rotate(turned, -(turn++ % names.size()));
        return turned;
    }
}
