package symphony.app.command.queue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import symphony.app.UserError;
import symphony.app.queue.Glob;
import symphony.core.queue.QueueStatus;
import symphony.core.task.QueueName;

/** Finds the queues that a person names. */
final class Queues {
    static final String DEAD = "dlq:";

    private Queues() {}

    static QueueName name(String text) {
        return QueueName.parse(text)
                .orElseThrow(() -> UserError.usage("'" + text + "' is no queue's name; one is detection:s1"));
    }

    /** Each glob has to match something: a mistyped name is told, not passed over. */
    static void checkMatches(List<Glob> globs, QueueStatus status) {
        List<String> all = names(status);
        for (Glob glob : globs) {
            if (all.stream().noneMatch(glob::matches)) {
                throw UserError.failed("no queue matches '" + glob + "'; there "
                        + (all.isEmpty()
                                ? "is none"
                                : "are " + all.stream().limit(10).collect(Collectors.joining(", "))
                                        + (all.size() > 10 ? ", …" : "")));
            }
        }
    }

    private static List<String> names(QueueStatus status) {
        return Stream.concat(
                        status.queues().stream().map(q -> q.name().text()),
                        status.dead().stream().map(d -> DEAD + d.sessionName()))
                .toList();
    }

    /** Sessions that the queues know of. */
    static Set<String> sessions(QueueStatus status) {
        Set<String> sessions = new TreeSet<>(status.cancelled());
        status.queues().forEach(q -> sessions.add(q.name().session()));
        status.dead().forEach(d -> sessions.add(d.sessionName()));
        sessions.addAll(status.weights().keySet());
        status.held().forEach(h -> h.session().ifPresent(sessions::add));
        return sessions;
    }

    /** A task is told once, wherever it is just now. */
    static long tasks(QueueStatus status, String session) {
        return status.queues().stream()
                .filter(q -> q.name().session().equals(session))
                .mapToLong(q -> q.waiting() + q.claimed() + q.delayed())
                .sum();
    }
}
