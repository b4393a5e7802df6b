package symphony.redis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueSelector;
import symphony.core.task.QueueName;

/** What operators do to the queues on Redis. */
final class RedisControl implements QueueControl {
    private final RedisLink link;
    private final Census census;

    RedisControl(RedisLink link) {
        this.link = link;
        this.census = new Census(link);
    }

    @Override
    public void pause(QueueSelector which) {
        link.call(Protocol.Command.SADD, Keys.PAUSED, which.text());
    }

    @Override
    public void resume(QueueSelector which) {
        link.call(Protocol.Command.SREM, Keys.PAUSED, which.text());
        announceAll();
    }

    @Override
    public int cancel(String session) {
        return (int) Replies.number(link.eval(Script.CANCEL, List.of(), List.of(session)));
    }

    @Override
    public void readmit(String session) {
        link.call(Protocol.Command.SREM, Keys.CANCELLED, session);
        announceAll();
    }

    /** Queues that were held stand in no ring; those that are let go come back. */
    private void announceAll() {
        link.eval(Script.DISCOVER, List.of(), QueueScan.of(link).arguments());
    }

    @Override
    public Set<String> cancelled() {
        return Set.copyOf(Replies.texts(link.call(Protocol.Command.SMEMBERS, Keys.CANCELLED)));
    }

    @Override
    public void weigh(String session, int weight) {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("a weight is 1 to " + MOST_WEIGHT + ", not " + weight);
        }
        link.eval(Script.WEIGH, List.of(), List.of(session, Integer.toString(weight)));
    }

    @Override
    public List<DeadLetter> deadLetters(String session) {
        return new DeadLetters(link).of(session);
    }

    @Override
    public int retryDead(String session, Predicate<DeadLetter> which) {
        if (cancelled().contains(session)) {
            return 0;
        }
        TakeOut.Choice choice = lines -> DeadLetters.read(link, session, lines).stream()
                .map(letter -> which.test(letter) ? revived(letter) : Optional.<List<String>>empty())
                .toList();
        return new TakeOut(link, Script.MOVE, List.of(Keys.dead(session), Keys.reasons(session)), choice).run();
    }

    private static Optional<List<String>> revived(DeadLetter letter) {
        return QueueName.parse(letter.queue())
                .flatMap(queue -> Lines.revived(letter.line(), queue))
                .map(Lines.Moved::told);
    }

    @Override
    public int requeueWorker(String workerId) {
        return (int) Replies.number(link.eval(Script.LEAVE, List.of(), List.of(workerId)));
    }

    @Override
    public List<String> peek(QueueName queue, long from, int count) {
        if (!Replies.text(link.call(Protocol.Command.TYPE, queue.text())).equals("list")) {
            return List.of();
        }
        String last = Long.toString(from + count - 1);
        return count < 1
                ? List.of()
                : Replies.texts(link.call(Protocol.Command.LRANGE, queue.text(), Long.toString(from), last));
    }

    @Override
    public int purge(QueueName queue, Predicate<String> lines) {
        return new Purge(link, queue, lines).run();
    }

    @Override
    public int move(QueueName from, QueueName to, Predicate<String> lines) {
        TakeOut.Choice choice = page -> page.stream()
                .map(Replies::text)
                .map(line -> lines.test(line)
                        ? Lines.moved(line, from, to).map(Lines.Moved::told)
                        : Optional.<List<String>>empty())
                .toList();
        return new TakeOut(link, Script.MOVE, List.of(from.text(), Keys.identities(from)), choice).run();
    }

    @Override
    public void save(Consumer<String> sink) {
        new Snapshot(link, census, sink).save();
    }

    @Override
    public int restore(Stream<String> lines) {
        return new Restore(link).run(lines);
    }
}
