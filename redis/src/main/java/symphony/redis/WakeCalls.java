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
    /** Redis before 6.0 takes no other timeouts; known once it has refused one. */
    private volatile boolean wholeSecondsOnly;

    WakeCalls(RedisServer server) {
        this.server = server;
    }

    /**
     * Waits a little longer where the server knows whole seconds only.
     *
     * @return whether a token was taken, and so a claim is worth trying
     */
    boolean await(List<Role> roles, Duration atMost) {
        RedisLink link = borrow();
        try {
            return pop(link, roles, atMost);
        } catch (QueueUnavailable e) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            throw e;
        } finally {
            giveBack(link);
        }
    }

    private boolean pop(RedisLink link, List<Role> roles, Duration atMost) {
        long millis = Math.max(LEAST.toMillis(), atMost.toMillis());
        if (wholeSecondsOnly) {
            return pop(link, roles, wholeSeconds(millis) * 1_000, Long.toString(wholeSeconds(millis)));
        }
        try {
            return pop(link, roles, millis, String.format(Locale.ROOT, "%.3f", millis / 1000.0));
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains("timeout is not an integer")) {
                throw e;
            }
            wholeSecondsOnly = true;
            return pop(link, roles, atMost);
        }
    }

    private static boolean pop(RedisLink link, List<Role> roles, long millis, String timeout) {
        List<String> arguments =
                new ArrayList<>(roles.stream().distinct().map(Keys::wake).toList());
        arguments.add(timeout);
        Object token = link.callBlocking((int) millis, Protocol.Command.BLPOP, arguments.toArray(String[]::new));
        return token != null;
    }

    private static long wholeSeconds(long millis) {
        return (millis + 999) / 1_000;
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
