package symphony.redis;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.Protocol;
import symphony.core.artifact.SessionRoot;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.QueueName;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/**
 * The queues on Redis 5.0 or newer (not Cluster). Safe for use by several threads; reconnects by itself.
 */
public final class RedisTaskQueue implements TaskQueue {
    private final RetryPolicy retries;
    private final RedisLink link;
    private final RedisLink upkeepLink;
    private final Enqueue enqueue;
    private final SessionLines lines;
    private final FinishedParts finished;

    private RedisTaskQueue(RedisServer server, RetryPolicy retries) {
        this.retries = retries;
        this.link = new RedisLink(server, false);
        this.upkeepLink = new RedisLink(server, false);
        this.enqueue = new Enqueue(link);
        this.lines = new SessionLines(link);
        this.finished = new FinishedParts(link);
    }

    /** {@link #connect(URI, OptionalInt, RetryPolicy)} with the URL's database. */
    public static RedisTaskQueue connect(URI redisUrl, RetryPolicy retries) {
        return connect(redisUrl, OptionalInt.empty(), retries);
    }

    /**
     * Connects, and tries that it works.
     *
     * @param redisUrl {@code redis://[user:password@]host[:port][/database]}; port 9376 and database 0 where not said
     * @param database wins over the URL's
     * @throws IllegalArgumentException where the URL is none of that form
     * @throws symphony.core.queue.QueueUnavailable where Redis does not answer or refuses; names the server without
     *     credentials
     */
    public static RedisTaskQueue connect(URI redisUrl, OptionalInt database, RetryPolicy retries) {
        return connect(RedisServer.of(redisUrl, database), retries);
    }

    /**
     * Connects, and tries that it works.
     *
     * @throws symphony.core.queue.QueueUnavailable where Redis does not answer or refuses; names the server without
     *     credentials
     */
    public static RedisTaskQueue connect(RedisServer server, RetryPolicy retries) {
        RedisTaskQueue queue = new RedisTaskQueue(server, retries);
        try {
            queue.link.call(Protocol.Command.PING);
            return queue;
        } catch (RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    @Override
    public int enqueue(List<Task> tasks) {
        Map<QueueName, List<Task>> byQueue = new LinkedHashMap<>();
        tasks.forEach(task ->
                byQueue.computeIfAbsent(task.queue(), q -> new ArrayList<>()).add(task));
        return byQueue.entrySet().stream()
                .mapToInt(entry -> enqueue.add(entry.getKey(), entry.getValue()))
                .sum();
    }

    @Override
    public Membership join(WorkerDescription worker, Duration lease) {
        return new RedisMembership(
                worker,
                lease,
                retries,
                () -> ThreadLocalRandom.current().nextDouble(),
                link.server(),
                new Upkeep(upkeepLink, System::nanoTime));
    }

    @Override
    public Set<TaskIdentity> pending(SessionRoot session) {
        return lines.pending(session);
    }

    @Override
    public QueueStatus status() {
        return new Census(link).take();
    }

    @Override
    public OptionalLong noteFinished(SessionRoot session, int run, Collection<String> parts) {
        return finished.note(session, run, parts);
    }

    @Override
    public void forgetFinished(SessionRoot session) {
        finished.forget(session);
    }

    @Override
    public boolean lead(String purpose, String who, Duration duration) {
        List<String> arguments = List.of(who, Long.toString(Math.max(1, duration.toMillis())));
        return Replies.number(link.eval(Script.LEAD, List.of(Keys.leader(purpose)), arguments)) == 1;
    }

    @Override
    public QueueControl control() {
        return new RedisControl(link);
    }

    @Override
    public void close() {
        upkeepLink.close();
        link.close();
    }
}
