package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.Saved;
import symphony.core.task.QueueName;

/** Writes down what wiping Redis would lose, and puts it back. */
final class Snapshot {
    private static final int PAGE = 1_000;

    private final RedisLink link;
    private final Census census;

    Snapshot(RedisLink link, Census census) {
        this.link = link;
        this.census = census;
    }

    void save(Consumer<String> sink) {
        QueueStatus status = census.take();
        status.held().forEach(selector -> sink.accept(new Saved.Paused(selector).toLine()));
        status.cancelled().stream().sorted().forEach(session -> sink.accept(new Saved.Cancelled(session).toLine()));
        status.weights().forEach((session, weight) -> sink.accept(new Saved.Weight(session, weight).toLine()));
        status.queues().forEach(queue -> waiting(queue.name(), sink));
        for (Delays.Delay delay : Delays.all(link)) {
            sink.accept(new Saved.Delayed(
                            lines(delay.queue(), List.of(delay.line())).get(0), delay.dueMillis())
                    .toLine());
        }
        claimed(sink); // last: what is claimed while this is written is not left out
        status.dead().forEach(dead -> dead(dead.sessionName(), sink));
    }

    /** From the tail: what moves meanwhile moves off the head. */
    private void waiting(QueueName queue, Consumer<String> sink) {
        if (!Replies.text(link.call(Protocol.Command.TYPE, queue.text())).equals("list")) {
            return;
        }
        for (long seen = 0; ; seen += PAGE) {
            String from = Long.toString(-seen - PAGE);
            String to = Long.toString(-seen - 1);
            List<?> page = Replies.list(link.call(Protocol.Command.LRANGE, queue.text(), from, to));
            if (page.isEmpty()) {
                return;
            }
            List<Saved.Line> lines = lines(queue.text(), page);
            for (int i = lines.size() - 1; i >= 0; i--) {
                sink.accept(new Saved.Waiting(lines.get(i)).toLine());
            }
        }
    }

    private void claimed(Consumer<String> sink) {
        for (String worker : Replies.texts(link.call(Protocol.Command.ZRANGE, Keys.WORKERS, "0", "-1"))) {
            List<?> lease = Replies.list(link.call(Protocol.Command.HGETALL, Keys.lease(worker)));
            for (int i = 0; i + 1 < lease.size(); i += 2) {
                String field = Replies.text(lease.get(i));
                if (field.matches("m[0-9]+")) {
                    String meta = Replies.text(lease.get(i + 1));
                    byte[] line = Replies.bytes(
                            link.call(Protocol.Command.HGET, Keys.lease(worker), "l" + field.substring(1)));
                    String queue = meta.substring(meta.indexOf(' ') + 1);
                    sink.accept(new Saved.Claimed(lines(queue, List.of(line)).get(0)).toLine());
                }
            }
        }
    }

    private void dead(String session, Consumer<String> sink) {
        DeadLetters.each(link, session, (line, letter) -> {
            sink.accept(new Saved.Dead(session, raw(line), letter).toLine());
        });
    }

    private static Saved.Raw raw(byte[] line) {
        return Saved.Raw.of(line, Replies.strictText(line));
    }

    private List<Saved.Line> lines(String queue, List<?> page) {
        List<String> question = new ArrayList<>(List.of(Keys.tried(queue)));
        page.forEach(line -> question.add(Script.sha1(Replies.bytes(line))));
        List<String> tried = Replies.texts(link.call(Protocol.Command.HMGET, question.toArray()));
        List<Saved.Line> lines = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            Attempts.Tried t = Attempts.read(tried.get(i));
            lines.add(new Saved.Line(queue, raw(Replies.bytes(page.get(i))), t.deaths(), t.attempts()));
        }
        return lines;
    }

    int restore(Stream<String> lines) {
        return lines.map(Saved::parse).mapToInt(this::restore).sum();
    }

    private int restore(Saved saved) {
        if (saved instanceof Saved.Waiting w) {
            return restore(w.line(), "");
        } else if (saved instanceof Saved.Claimed c) {
            return restore(c.line(), "");
        } else if (saved instanceof Saved.Delayed d) {
            return restore(d.line(), Long.toString(d.dueMillis()));
        } else if (saved instanceof Saved.Dead d) {
            return restore(d);
        } else if (saved instanceof Saved.Paused p) {
            link.call(Protocol.Command.SADD, Keys.PAUSED, p.which().text());
        } else if (saved instanceof Saved.Cancelled c) {
            link.call(Protocol.Command.SADD, Keys.CANCELLED, c.session());
        } else if (saved instanceof Saved.Weight w) {
            new RedisControl(link).weigh(w.session(), Math.min(QueueControl.MOST_WEIGHT, Math.max(1, w.weight())));
        }
        return 0;
    }

    private int restore(Saved.Line line, String due) {
        QueueName queue = QueueName.parse(line.queue())
                .orElseThrow(() -> new MalformedJson("snapshot: '" + line.queue() + "' is no queue's name"));
        List<Object> arguments = List.of(
                due,
                line.line().bytes(),
                identity(line.line().bytes(), queue),
                Integer.toString(line.deaths()),
                Attempts.toText(line.history()));
        return (int)
                Replies.number(link.eval(Script.RESTORE, List.of(queue.text(), Keys.identities(queue)), arguments));
    }

    private static String identity(byte[] line, QueueName queue) {
        try {
            return Lines.read(line, queue).identity().hex();
        } catch (MalformedJson e) {
            return "";
        }
    }

    private int restore(Saved.Dead dead) {
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
        return 1;
    }
}
