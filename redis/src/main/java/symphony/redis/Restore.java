package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueControl;
import symphony.core.queue.Saved;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/** Puts back what a {@link Snapshot} wrote: lines of one queue that follow each other in one call. */
final class Restore {
    private static final int LINES_A_CALL = 500;
    private static final int BYTES_A_CALL = 4 << 20;

    private final RedisLink link;
    private final List<Object> arguments = new ArrayList<>();
    private QueueName queue = QueueName.of(Role.RVM, "none");
    private int lines;
    private int bytes;
    private int restored;

    Restore(RedisLink link) {
        this.link = link;
    }

    /** @throws MalformedJson at a line that is none of a snapshot; those before it are put back */
    int run(Stream<String> snapshot) {
        try {
            snapshot.forEach(line -> add(Saved.parse(line)));
        } catch (MalformedJson e) {
            send();
            throw e;
        }
        send();
        return restored;
    }

    private void add(Saved saved) {
        if (saved instanceof Saved.Waiting w) {
            add(w.line(), "");
        } else if (saved instanceof Saved.Claimed c) {
            add(c.line(), "");
        } else if (saved instanceof Saved.Delayed d) {
            add(d.line(), Long.toString(d.dueMillis()));
        } else if (saved instanceof Saved.Dead d) {
            bury(d);
        } else if (saved instanceof Saved.Paused p) {
            link.call(Protocol.Command.SADD, Keys.PAUSED, p.which().text());
        } else if (saved instanceof Saved.Cancelled c) {
            link.call(Protocol.Command.SADD, Keys.CANCELLED, c.session());
        } else if (saved instanceof Saved.Weight w) {
            new RedisControl(link).weigh(w.session(), Math.min(QueueControl.MOST_WEIGHT, Math.max(1, w.weight())));
        }
    }

    private void add(Saved.Line line, String due) {
        QueueName of = QueueName.parse(line.queue())
                .orElseThrow(() -> new MalformedJson("snapshot: '" + line.queue() + "' is no queue's name"));
        if (!of.equals(queue) || lines >= LINES_A_CALL || bytes >= BYTES_A_CALL) {
            send();
            queue = of;
        }
        byte[] text = line.line().bytes();
        String attempts = Attempts.toText(line.history());
        arguments.addAll(List.of(due, text, identity(text, of), Integer.toString(line.deaths()), attempts));
        lines++;
        bytes += text.length + attempts.length();
    }

    private void send() {
        if (!arguments.isEmpty()) {
            List<String> keys = List.of(queue.text(), Keys.identities(queue));
            restored += (int) Replies.number(link.eval(Script.RESTORE, keys, arguments));
            arguments.clear();
            lines = 0;
            bytes = 0;
        }
    }

    private static String identity(byte[] line, QueueName queue) {
        try {
            return Lines.read(line, queue).identity().hex();
        } catch (MalformedJson e) {
            return "";
        }
    }

    private void bury(Saved.Dead dead) {
        byte[] line = dead.line().bytes();
        DeadLetter l = dead.letter();
        link.call(Protocol.Command.RPUSH, Keys.dead(dead.session()), line);
        if (!l.reason().isEmpty() || !l.queue().isEmpty()) {
            var note = Json.object()
                    .put("at", l.at())
                    .put("reason", l.reason())
                    .put("queue", l.queue())
                    .put("worker", l.worker())
                    .put("log", l.log());
            note.set("history", Saved.Attempts.toJson(l.history()));
            link.call(Protocol.Command.HSET, Keys.reasons(dead.session()), Script.sha1(line), Json.line(note));
        }
        restored++;
    }
}
