package symphony.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.Protocol;
import symphony.core.queue.QueueStatus;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/**
 * Mends what hands do to queues: a list deleted with its identities left behind would block its tasks for ever. When
 * there are more identities than lines, those without a line go.
 */
final class Identities {
    private static final int PAGE = 1_000;

    private final RedisLink link;
    private final Census census;
    private final SessionLines lines;

    Identities(RedisLink link) {
        this.link = link;
        this.census = new Census(link);
        this.lines = new SessionLines(link);
    }

    /** @return whether any identity was left behind, and is gone now */
    boolean reconcile(Role role, String session) {
        String key = Keys.identities(role, session);
        List<QueueName> names = SessionLines.names(role, session);
        List<String> texts = names.stream().map(QueueName::text).toList();
        long there = Replies.number(link.call(Protocol.Command.HLEN, key));
        if (there == 0) {
            return false;
        }
        long alive = census.take(texts, List.of()).queues().stream()
                .filter(queue -> names.contains(queue.name()))
                .mapToLong(Identities::lines)
                .sum();
        if (there <= alive) {
            return false;
        }
        // Identities first, lines after: a task added meanwhile is not among the former.
        Set<String> left = all(key);
        lines.tasks(role, session, task -> left.remove(task.identity().hex()));
        List<String> gone = new ArrayList<>(left);
        for (int i = 0; i < gone.size(); i += PAGE) {
            List<String> arguments = new ArrayList<>(List.of(key));
            arguments.addAll(gone.subList(i, Math.min(gone.size(), i + PAGE)));
            link.call(Protocol.Command.HDEL, arguments.toArray());
        }
        return !gone.isEmpty();
    }

    /** Notes the identities of lines that were pushed by hand, so that their tasks are not added beside them. */
    void adopt(Role role, String session) {
        Set<String> found = new HashSet<>();
        lines.tasks(role, session, task -> found.add(task.identity().hex()));
        found.forEach(identity -> link.call(Protocol.Command.HSETNX, Keys.identities(role, session), identity, "0"));
    }

    private static long lines(QueueStatus.Queue queue) {
        return queue.waiting() + queue.claimed() + queue.delayed();
    }

    private Set<String> all(String key) {
        Set<String> found = new HashSet<>();
        String cursor = "0";
        do {
            List<?> page = Replies.list(link.call(Protocol.Command.HSCAN, key, cursor, "COUNT", "1000"));
            cursor = Replies.text(page.get(0));
            List<String> pairs = Replies.texts(page.get(1));
            for (int i = 0; i < pairs.size(); i += 2) {
                found.add(pairs.get(i));
            }
        } while (!cursor.equals("0"));
        return found;
    }
}
