package symphony.redis;

import java.util.Optional;
import redis.clients.jedis.exceptions.JedisException;
import symphony.core.queue.QueueUnavailable;

/** What Redis or the network said, in words that tell what to do. Never with credentials. */
record Faults(RedisServer server) {

    QueueUnavailable unreachable(JedisException fault) {
        return new QueueUnavailable(
                "Redis at " + server + " does not answer (" + root(fault)
                        + "). Check that it runs and that host and port are right.",
                fault);
    }

    /** @throws IllegalStateException where the answer points at a fault of ours */
    QueueUnavailable refused(JedisException fault) {
        String said = Optional.ofNullable(fault.getMessage()).orElse("");
        return remedy(said)
                .map(words -> new QueueUnavailable("Redis at " + server + " " + words, fault))
                .orElseThrow(
                        () -> new IllegalStateException("Redis at " + server + " did not take a call: " + said, fault));
    }

    private static Optional<String> remedy(String said) {
        if (said.contains("OOM command")) {
            return Optional.of("has no memory left for new tasks (maxmemory). Those queued go on being served; raise"
                    + " maxmemory or wait.");
        }
        if (said.contains("READONLY ")) {
            return Optional.of("is a replica that takes no writes. Give the URL of its master.");
        }
        if (said.contains("NOLIST ")) {
            return Optional.of("cannot take tasks: "
                    + said.replaceFirst("(?s)^.*NOLIST ", "").replaceFirst("[,.]? script:.*$", "")
                    + ", not a list of tasks. Rename or delete that key.");
        }
        if (said.contains("WRONGPASS") || said.contains("invalid password") || said.contains("AUTH")) {
            return Optional.of("refuses user or password (" + said.replaceFirst("[:,.].*$", "") + "). Check the URL's"
                    + " user:password@, or the environment variable it comes from.");
        }
        if (said.contains("NOPERM")) {
            return Optional.of("denies a permission to this user: " + said);
        }
        if (said.contains("LOADING")) {
            return Optional.of("is still loading its data. Wait a moment.");
        }
        if (said.contains("MISCONF")) {
            return Optional.of("refuses writes because it cannot save to its disk. Make room there.");
        }
        if (said.contains("DB index")) {
            return Optional.of("has no database of that index. Check REDIS_DB and the URL's path.");
        }
        if (said.contains("max number of clients")) {
            return Optional.of("takes no more connections (maxclients). Raise it, or run fewer workers.");
        }
        if (said.startsWith("BUSY")) {
            return Optional.of("is busy with a script of someone else.");
        }
        return Optional.empty();
    }

    private static String root(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable hidden : fault.getSuppressed()) {
            return root(hidden);
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }
}
