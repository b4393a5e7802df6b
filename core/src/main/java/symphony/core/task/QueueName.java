package symphony.core.task;

import java.util.Optional;
import symphony.core.session.SessionName;

/**
 * The name of a queue, {@code [role]:[session_name]}, exactly as it stands in Redis: {@code preprocess:s} and
 * {@code preproc:s} are two lists served by one role.
 */
public record QueueName(String text, Role role, String session) {

    public static QueueName of(Role role, String session) {
        return new QueueName(role.wireName() + ":" + session, role, session);
    }

    /** Empty where the text is no queue's name: another prefix, or no usable session name after it. */
    public static Optional<QueueName> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String session = text.substring(colon + 1);
        if (SessionName.problem(session).isPresent()) {
            return Optional.empty();
        }
        return Role.parse(text.substring(0, colon)).map(role -> new QueueName(text, role, session));
    }

    @Override
    public String toString() {
        return text;
    }
}
