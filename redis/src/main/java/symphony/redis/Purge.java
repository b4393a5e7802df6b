package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import symphony.core.json.MalformedJson;
import symphony.core.task.QueueName;

/** Takes lines out of a queue, waiting ones and delayed ones, and their identities with them. */
final class Purge {
    private static final int BATCH = 500;

    private final RedisLink link;
    private final QueueName queue;
    private final Predicate<String> lines;
    private final List<String> keys;

    Purge(RedisLink link, QueueName queue, Predicate<String> lines) {
        this.link = link;
        this.queue = queue;
        this.lines = lines;
        this.keys = List.of(queue.text(), Keys.identities(queue));
    }

    int run() {
        TakeOut waiting = new TakeOut(link, Script.PURGE, keys, page -> page.stream()
                .map(this::chosen)
                .toList());
        return waiting.run() + delayed();
    }

    private Optional<List<String>> chosen(byte[] line) {
        return lines.test(Replies.text(line)) ? Optional.of(List.of(identity(line))) : Optional.empty();
    }

    private int delayed() {
        List<Delays.Delay> chosen = Delays.all(link).stream()
                .filter(delay -> delay.queue().equals(queue.text()) && lines.test(Replies.text(delay.line())))
                .toList();
        int gone = 0;
        for (int i = 0; i < chosen.size(); i += BATCH) {
            List<Object> arguments = new ArrayList<>();
            for (Delays.Delay delay : chosen.subList(i, Math.min(chosen.size(), i + BATCH))) {
                arguments.addAll(List.of(delay.member(), delay.line(), identity(delay.line())));
            }
            gone += (int) Replies.number(link.eval(Script.UNDELAY, keys, arguments));
        }
        return gone;
    }

    private String identity(byte[] line) {
        try {
            return Lines.read(line, queue).identity().hex();
        } catch (MalformedJson e) {
            return ""; // no task, and so without one
        }
    }
}
