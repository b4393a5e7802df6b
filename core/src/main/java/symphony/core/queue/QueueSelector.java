package symphony.core.queue;

import java.util.Optional;
import symphony.core.session.SessionName;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/** Which queues: one ({@code role:session}), all of a role ({@code role:*}) or all of a session ({@code *:session}). */
public record QueueSelector(Optional<Role> role, Optional<String> session) {
    private static final String ANY = "*";

    public QueueSelector {
        if (role.isEmpty() && session.isEmpty()) {
            throw new IllegalArgumentException("a selector names a role, a session or both");
        }
    }

    public static QueueSelector of(QueueName queue) {
        return new QueueSelector(Optional.of(queue.role()), Optional.of(queue.session()));
    }

    public static QueueSelector of(Role role) {
        return new QueueSelector(Optional.of(role), Optional.empty());
    }

    public static QueueSelector ofSession(String session) {
        return new QueueSelector(Optional.empty(), Optional.of(session));
    }

    /** Empty where the text is none of the three forms. */
    public static Optional<QueueSelector> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String role = text.substring(0, colon);
        String session = text.substring(colon + 1);
        Optional<Role> known = Role.parse(role);
        boolean named = SessionName.problem(session).isEmpty();
        if ((known.isEmpty() && !role.equals(ANY)) || (!named && !session.equals(ANY)) || (known.isEmpty() && !named)) {
            return Optional.empty();
        }
        return Optional.of(new QueueSelector(known, named ? Optional.of(session) : Optional.empty()));
    }

    public boolean matches(QueueName queue) {
        return role.filter(r -> r != queue.role()).isEmpty()
                && session.filter(s -> !s.equals(queue.session())).isEmpty();
    }

    public String text() {
        return role.map(Role::wireName).orElse(ANY) + ":" + session.orElse(ANY);
    }

    @Override
    public String toString() {
        return text();
    }
}
