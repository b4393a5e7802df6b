package symphony.redis;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisException;
import symphony.core.queue.QueueUnavailable;

/** What Redis or the network said, in words that tell what to do. Never with credentials. */
record Faults(RedisServer server) {

    QueueUnavailable unreachable(JedisException fault) {
        return new QueueUnavailable(
                "Redis at " + server + " does not answer (" + root(fault) + "). "
                        + tlsRemedy(fault).orElse("Check that it runs and that host and port are right."),
                fault);
    }

    private Optional<String> tlsRemedy(Throwable fault) {
        if (server.tls().isEmpty()) {
            return Optional.empty();
        }
        String said = Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        if (said.contains("PKIX") || said.contains("certification path")) {
            return Optional.of(
                    "Its certificate is of no authority that is trusted here: name its CA's file in redis.ca.");
        }
        if (said.contains("subject alternative") || said.contains("No name matching")) {
            return Optional.of("Its certificate is for another host: use the name that stands in it, or a certificate"
                    + " for this one.");
        }
        if (said.contains("certificate_required")
                || said.contains("bad_certificate")
                || said.contains("certificate_unknown")
                || said.contains("unknown_ca")) {
            return Optional.of(
                    "It does not take this client's certificate: name one in redis.certificate and its key in"
                            + " redis.key, of an authority that the server trusts.");
        }
        if (said.contains("unrecognized SSL") || said.contains("no TLS handshake")) {
            return Optional.of("Is that port one with TLS? Without it the URL begins with redis://.");
        }
        // A server that misses a certificate may hang up before its word about it is read.
        return server.tls().get().certificate().isPresent()
                ? Optional.empty()
                : Optional.of("Check that it runs and that host and port are right; if it asks for a client's"
                        + " certificate, name one in redis.certificate and its key in redis.key.");
    }

    /** Whether a server says that it is no master, or not one that may take writes now. */
    static boolean isOfFailover(JedisException fault) {
        String said = Optional.ofNullable(fault.getMessage()).orElse("");
        return said.contains("READONLY ") || said.contains("NOREPLICAS") || said.contains("MASTERDOWN");
    }

    /** @throws IllegalStateException where the answer points at a fault of ours */
    QueueUnavailable refused(JedisException fault) {
        String said = Optional.ofNullable(fault.getMessage()).orElse("");
        return remedy(said)
                .map(words -> new QueueUnavailable("Redis at " + server + " " + words, fault))
                .orElseThrow(
                        () -> new IllegalStateException("Redis at " + server + " did not take a call: " + said, fault));
    }

    private Optional<String> remedy(String said) {
        if (said.contains("OOM command")) {
            return Optional.of("has no memory left for new tasks (maxmemory). Those queued go on being served; raise"
                    + " maxmemory or wait.");
        }
        if (said.contains("NOREPLICAS")) {
            return Optional.of("takes no writes while too few replicas follow it (min-replicas-to-write). Bring them"
                    + " back, or wait for the failover.");
        }
        if (said.contains("MASTERDOWN")) {
            return Optional.of("is a replica without its master. Wait for the failover.");
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
        if (said.contains("NOPERM")
                || said.contains("user executing the script can't")
                || said.contains("ACL failure")) {
            return Optional.of("denies a permission to user '" + server.login() + "': "
                    + said.replaceFirst("^.*(?=The user executing)", "").replaceFirst(",? script: .*$", "")
                    + ". Which rules it needs stands in docs/how-to/secure-redis.md.");
        }
        if (said.contains("CLUSTERDOWN")
                || said.contains("CROSSSLOT")
                || said.contains("in a cluster node")
                || said.startsWith("MOVED ")) {
            return Optional.of(
                    "is a Redis Cluster, whose scripts may touch one slot only. Use one server, with replicas"
                            + " and Sentinel where it must not be a single one.");
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

    static String root(Throwable fault) {
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
