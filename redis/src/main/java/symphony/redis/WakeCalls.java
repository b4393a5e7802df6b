package symphony.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.Protocol;
import symphony.core.queue.QueueUnavailable;
import symphony.core.task.Role;

/** Waiting for a role's wake token, on connections of their own. */
final class WakeCalls implements AutoCloseable {
    /** BLPOP takes 0 for ever, and Redis rounds less than a millisecond down to it. */
    private static final Duration LEAST = Duration.ofMillis(10);

    private final RedisServer server;
    private final Deque<RedisLink> idle = new ArrayDeque<>();
    private final List<RedisLink> all = new ArrayList<>();

    WakeCalls(RedisServer server) {
        this.server = server;
    }

    /** @return whether a token was taken, and so a claim is worth trying */
    boolean await(List<Role> roles, Duration atMost) {
        long millis = Math.max(LEAST.toMillis(), atMost.toMillis());
        List<String> arguments =
                new ArrayList<>(roles.stream().distinct().map(Keys::wake).toList());
        arguments.add(String.format(Locale.ROOT, "%.3f", millis / 1000.0));
        RedisLink link = borrow();
        try {
            Object token = link.callBlocking((int) millis, Protocol.Command.BLPOP, arguments.toArray(String[]::new));
            return token != null;
        } catch (QueueUnavailable e) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            throw e;
        } finally {
            giveBack(link);
        }
    }

    private synchronized RedisLink borrow() {
        RedisLink link = idle.poll();
        if (link == null) {
            link = new RedisLink(server, true);
            all.add(link);
        }
        return link;
    }

    private synchronized void giveBack(RedisLink link) {
        idle.push(link);
    }

    @Override
    public synchronized void close() {
        all.forEach(RedisLink::close);
    }
}
