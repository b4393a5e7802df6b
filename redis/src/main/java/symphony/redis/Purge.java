package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import redis.clients.jedis.Protocol;
import symphony.core.json.MalformedJson;
import symphony.core.task.QueueName;

/** Takes lines out of a queue, waiting ones and delayed ones, and their identities with them. */
final class Purge {
    private static final int PAGE = 500;

    private final RedisLink link;
    private final QueueName queue;
    private final Predicate<String> lines;

    Purge(RedisLink link, QueueName queue, Predicate<String> lines) {
        this.link = link;
        this.queue = queue;
        this.lines = lines;
    }

    int run() {
        return waiting() + delayed();
    }

    /** From the tail: what is claimed meanwhile leaves at the head and shifts no page. */
    private int waiting() {
        if (!Replies.text(link.call(Protocol.Command.TYPE, queue.text())).equals("list")) {
            return 0;
        }
        int gone = 0;
        long kept = 0;
        while (true) {
            List<?> page = Replies.list(link.call(
                    Protocol.Command.LRANGE, queue.text(), Long.toString(-kept - PAGE), Long.toString(-kept - 1)));
            if (page.isEmpty()) {
                return gone;
            }
            List<Object> arguments = new ArrayList<>();
            for (int i = page.size() - 1; i >= 0; i--) {
                add(arguments, "", Replies.bytes(page.get(i)));
            }
            gone += (int)
                    Replies.number(link.eval(Script.PURGE, List.of(queue.text(), Keys.identities(queue)), arguments));
            kept += page.size() - arguments.size() / 3;
        }
    }

    private int delayed() {
        List<Object> arguments = new ArrayList<>();
        for (Delays.Delay delay : Delays.all(link)) {
            if (delay.queue().equals(queue.text())) {
                add(arguments, delay.member(), delay.line());
            }
        }
        return arguments.isEmpty()
                ? 0
                : (int) Replies.number(
                        link.eval(Script.PURGE, List.of(queue.text(), Keys.identities(queue)), arguments));
    }

    private void add(List<Object> arguments, String member, byte[] line) {
        if (lines.test(Replies.text(line))) {
            arguments.add(member);
            arguments.add(line);
            arguments.add(identity(line));
        }
    }

    private String identity(byte[] line) {
        try {
            return Lines.read(line, queue).identity().hex();
        } catch (MalformedJson e) {
            return ""; // no task, and so without one
        }
    }
}
