package symphony.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import redis.clients.jedis.Protocol;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.Saved;

/**
 * Writes down what wiping Redis would lose. The lists are read page by page; a look at their ends, at what is delayed and at
 * what is leased, all at one moment, follows: so a line that moved meanwhile is found where it went.
 */
final class Snapshot {
    private static final int PAGE = 1_000;
    /** So many lines may come to an end of a queue while the pages are read. */
    private static final int ENDS = 200;
    /** Queues that are looked at in one call. */
    private static final int QUEUES = 50;

    private final RedisLink link;
    private final Census census;
    private final Consumer<String> sink;
    private final Set<String> read = new LinkedHashSet<>();
    /** Digests of what was told from the ends of the queues, and of the dead. */
    private final Set<String> told = new HashSet<>();

    Snapshot(RedisLink link, Census census, Consumer<String> sink) {
        this.link = link;
        this.census = census;
        this.sink = sink;
    }

    void save() {
        QueueStatus before = census.take();
        before.held().forEach(selector -> tell(new Saved.Paused(selector)));
        before.cancelled().stream().sorted().forEach(session -> tell(new Saved.Cancelled(session)));
        before.weights().forEach((session, weight) -> tell(new Saved.Weight(session, weight)));
        waiting(before);
        dead(before, letter -> true);
        QueueStatus after = census.take();
        waiting(after); // of lists that have come to be since
        List<String> queues = List.copyOf(read);
        for (int i = 0; i < queues.size(); i += QUEUES) {
            look(queues.subList(i, Math.min(queues.size(), i + QUEUES)));
        }
        dead(census.take(), letter -> !told.contains(letter)); // what has died since
    }

    private void tell(Saved saved) {
        sink.accept(saved.toLine());
    }

    private void waiting(QueueStatus status) {
        status.queues().stream()
                .map(queue -> queue.name().text())
                .filter(read::add)
                .forEach(this::waiting);
    }

    /** From the tail: what moves meanwhile moves off the head. */
    private void waiting(String queue) {
        if (!Replies.text(link.call(Protocol.Command.TYPE, queue)).equals("list")) {
            return;
        }
        List<byte[]> last = new ArrayList<>();
        for (long seen = 0; ; seen += PAGE) {
            String from = Long.toString(-seen - PAGE);
            String to = Long.toString(-seen - 1);
            List<?> page = Replies.list(link.call(Protocol.Command.LRANGE, queue, from, to));
            if (page.isEmpty()) {
                noteTold(queue, last);
                return;
            }
            List<byte[]> bytes =
                    new ArrayList<>(page.stream().map(Replies::bytes).toList());
            Collections.reverse(bytes);
            lines(queue, bytes).forEach(line -> tell(new Saved.Waiting(line)));
            if (seen == 0) {
                noteTold(queue, bytes.subList(0, Math.min(ENDS, bytes.size())));
            }
            last.addAll(bytes);
            last = new ArrayList<>(last.subList(Math.max(0, last.size() - ENDS), last.size()));
        }
    }

    private void noteTold(String queue, List<byte[]> lines) {
        lines.forEach(line -> told.add(digest(queue, line)));
    }

    private static String digest(String list, byte[] line) {
        return list + ' ' + Script.sha1(line);
    }

    private void look(List<String> queues) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(ENDS)));
        arguments.addAll(queues);
        List<?> answer = Replies.list(link.eval(Script.LOOK, List.of(), arguments));
        for (int i = 0; i + 3 < answer.size(); i += 4) {
            String queue = Replies.text(answer.get(i + 1));
            byte[] bytes = Replies.bytes(answer.get(i + 3));
            String kind = Replies.text(answer.get(i));
            if (kind.equals("waiting") && !told.add(digest(queue, bytes))) {
                continue;
            }
            Saved.Line line = lines(queue, List.of(bytes)).get(0);
            switch (kind) {
                case "waiting" -> tell(new Saved.Waiting(line));
                case "claimed" -> tell(new Saved.Claimed(line));
                default -> tell(new Saved.Delayed(line, Long.parseLong(Replies.text(answer.get(i + 2)))));
            }
        }
    }

    /** @param wanted by their digests */
    private void dead(QueueStatus status, Predicate<String> wanted) {
        for (QueueStatus.Dead dead : status.dead()) {
            DeadLetters.each(link, dead.sessionName(), (line, letter) -> {
                String digest = digest(Keys.dead(dead.sessionName()), line);
                if (wanted.test(digest)) {
                    tell(new Saved.Dead(dead.sessionName(), raw(line), letter));
                    told.add(digest);
                }
            });
        }
    }

    private static Saved.Raw raw(byte[] line) {
        return Saved.Raw.of(line, Replies.strictText(line));
    }

    /** With what was tried before. */
    private List<Saved.Line> lines(String queue, List<byte[]> page) {
        List<String> question = new ArrayList<>(List.of(Keys.tried(queue)));
        page.forEach(line -> question.add(Script.sha1(line)));
        List<String> tried = Replies.texts(link.call(Protocol.Command.HMGET, question.toArray()));
        List<Saved.Line> lines = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            Attempts.Tried t = Attempts.read(tried.get(i));
            lines.add(new Saved.Line(queue, raw(page.get(i)), t.deaths(), t.attempts()));
        }
        return lines;
    }
}
