package symphony.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import redis.clients.jedis.Protocol;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.MalformedJson;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/** Every line of some queues, wherever it is: waiting, delayed or leased. */
final class SessionLines {
    private static final int PAGE = 1_000;

    private final RedisLink link;

    SessionLines(RedisLink link) {
        this.link = link;
    }

    /** The identities of the tasks that lie below a session's root, in whatever state. */
    Set<TaskIdentity> pending(SessionRoot root) {
        Set<TaskIdentity> found = new HashSet<>();
        for (Role role : Role.ALL) {
            tasks(role, root.sessionName(), task -> {
                if (task.root().equals(root)) {
                    found.add(task.identity());
                }
            });
        }
        return found;
    }

    /** Lines that are no tasks are passed over. A task may be given twice. */
    void tasks(Role role, String session, Consumer<Task> sink) {
        List<QueueName> names = names(role, session);
        for (QueueName name : names) {
            pageThrough(name, sink);
        }
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(PAGE)));
        names.forEach(name -> arguments.add(name.text()));
        give(Replies.list(link.eval(Script.LINES, List.of(), arguments)), names.get(0), sink);
    }

    /**
     * What a list holds beyond its ends, from the tail to the head: what moves meanwhile moves off the head, and is found
     * by the look at leases and ends that follows.
     */
    private void pageThrough(QueueName name, Consumer<Task> sink) {
        if (!Replies.text(link.call(Protocol.Command.TYPE, name.text())).equals("list")) {
            return;
        }
        long length = Replies.number(link.call(Protocol.Command.LLEN, name.text()));
        for (long seen = 0; length > 2 * PAGE && seen < length; seen += PAGE) {
            String from = Long.toString(-seen - PAGE);
            String to = Long.toString(-seen - 1);
            give(Replies.list(link.call(Protocol.Command.LRANGE, name.text(), from, to)), name, sink);
        }
    }

    private static void give(List<?> lines, QueueName queue, Consumer<Task> sink) {
        for (Object line : lines) {
            try {
                sink.accept(Lines.read(Replies.bytes(line), queue));
            } catch (MalformedJson e) {
                // No task: whoever claims it sets it aside with this reason.
            }
        }
    }

    static List<QueueName> names(Role role, String session) {
        QueueName own = QueueName.of(role, session);
        return role == Role.PREPROC
                ? List.of(own, new QueueName("preprocess:" + session, role, session))
                : List.of(own);
    }
}
