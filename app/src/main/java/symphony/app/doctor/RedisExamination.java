package symphony.app.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import symphony.app.ByteCount;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.config.RedisSetting;
import symphony.core.queue.QueueUnavailable;
import symphony.redis.RedisHealth;
import symphony.redis.RedisServer;

/** Round trips to Redis, and whether its settings let it forget queues. */
final class RedisExamination {
    private static final Duration SLOW = Duration.ofMillis(10);
    private static final double FULL = 0.8;

    private final Workspace workspace;
    private final Clock clock;
    private final Diagnosis diagnosis = new Diagnosis("redis");

    RedisExamination(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    Diagnosis examine() {
        RedisSetting setting = workspace.configuration().redis();
        try {
            RedisServer server = workspace.redis();
            diagnosis.saw("server", server.toString());
            return examine(RedisHealth.of(server, clock), server);
        } catch (QueueUnavailable | UserError e) {
            diagnosis.found(Ailment.REDIS_UNREACHABLE.at(
                    setting.url().source(), String.valueOf(e.getMessage()), "mend it, or redis.url"));
        }
        return diagnosis;
    }

    Diagnosis examine(RedisHealth health, RedisServer server) {
        String version = health.text("valkey_version").isEmpty()
                ? health.text("redis_version")
                : "Valkey " + health.text("valkey_version");
        diagnosis.saw("version", version);
        diagnosis.saw("round_trip_ms", health.roundTrip().toNanos() / 1e6);
        diagnosis.saw("clock_ahead_s", health.clockAhead().toMillis() / 1e3);
        diagnosis.saw("persistence", health.text("aof_enabled").equals("1") ? "AOF" : "no AOF");
        diagnosis.saw("eviction", health.text("maxmemory_policy"));
        diagnosis.saw("memory_used", new ByteCount(health.number("used_memory").orElse(0)));
        diagnosis.saw("memory_limit", new ByteCount(health.number("maxmemory").orElse(0)));
        able(health, server.toString());
        durable(health, server.toString());
        roomy(health, server.toString());
        near(health, server);
        if (server.tls().isEmpty() && server.addresses().stream().anyMatch(a -> !isHere(a.host()))) {
            diagnosis.found(Ailment.REDIS_CLEAR_TEXT.at(
                    server.toString(),
                    "tasks and the password travel unencrypted to another machine",
                    "use rediss:// (docs/how-to/secure-redis.md), or a network that nobody else reaches"));
        }
        return diagnosis;
    }

    private void able(RedisHealth health, String place) {
        if (health.text("cluster_enabled").equals("1")) {
            diagnosis.found(Ailment.REDIS_CLUSTER.at(
                    place,
                    "this is a Redis Cluster, whose scripts may touch one slot only",
                    "use one server, with replicas and Sentinel where it must not be a single one"));
        } else {
            health.writeRefusal()
                    .ifPresent(why -> diagnosis.found(Ailment.REDIS_READ_ONLY.at(
                            place,
                            why,
                            "give a worker or an operator the user that docs/how-to/secure-redis.md has for it")));
        }
        if (health.text("redis_version").matches("[0-5]\\..*|6\\.[01]\\..*")) {
            diagnosis.found(Ailment.REDIS_OLD.at(
                    place,
                    "Redis " + health.text("redis_version") + " is older than 6.2, on which Symphony is tested",
                    "update it, or use Valkey"));
        }
    }

    private void durable(RedisHealth health, String place) {
        if (health.text("aof_enabled").equals("0")) {
            diagnosis.found(Ailment.REDIS_NOT_DURABLE.at(
                    place,
                    "queues are lost when it restarts: its append-only file is off",
                    "redis-cli config set appendonly yes, and in its file; 'symphony repair' brings lost queues back"));
        }
        if (health.text("aof_last_write_status").equals("err")
                || health.text("rdb_last_bgsave_status").equals("err")) {
            diagnosis.found(Ailment.REDIS_CANNOT_SAVE.at(
                    place, "it could not write to its disk when it last tried", "make room there; see its log"));
        }
        String policy = health.text("maxmemory_policy");
        if (!policy.isEmpty() && !policy.equals("noeviction")) {
            diagnosis.found(Ailment.REDIS_EVICTS.at(
                    place,
                    "when memory is short it throws queues away (maxmemory-policy " + policy + ")",
                    "redis-cli config set maxmemory-policy noeviction, and in its file or the cloud's settings"));
        }
    }

    private void roomy(RedisHealth health, String place) {
        OptionalLong limit = health.number("maxmemory").orElse(0) > 0
                ? health.number("maxmemory")
                : health.number("total_system_memory");
        long used = health.number("used_memory").orElse(0);
        if (limit.isPresent() && limit.getAsLong() > 0 && used > FULL * limit.getAsLong()) {
            diagnosis.found(Ailment.REDIS_MEMORY_LOW.at(
                    place,
                    String.format(
                            Locale.ROOT,
                            "%.1f of %.1f GB are used; full, it takes no tasks",
                            used / 1e9,
                            limit.getAsLong() / 1e9),
                    "raise maxmemory; a million waiting tasks take about 720 MB"));
        }
    }

    private void near(RedisHealth health, RedisServer server) {
        if (health.roundTrip().compareTo(SLOW) > 0) {
            diagnosis.found(Ailment.REDIS_SLOW.at(
                    server.toString(),
                    "a round trip takes " + health.roundTrip().toMillis() + " ms",
                    "run workers in its region; short tasks wait for it once each"));
        }
        ClockCheck.difference(health.clockAhead())
                .ifPresent(what -> diagnosis.found(Ailment.CLOCK_DIFFERS.at("this machine", what, ClockCheck.REMEDY)));
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
