package symphony.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol;
import symphony.core.queue.QueueUnavailable;

/**
 * How a server does, seen by real round trips.
 *
 * @param roundTrip the median of some
 * @param clockAhead of this machine's clock; known to about half a round trip
 * @param info what {@code INFO} answers, by field
 * @param writeRefusal why a key of ours could not be written, read and deleted
 */
public record RedisHealth(
        Duration roundTrip, Duration clockAhead, Map<String, String> info, Optional<String> writeRefusal) {
    private static final int PINGS = 11;
    private static final String PROBE = "symphony:probe:";
    private static final String PROBE_LIVES_MS = "60000";

    public RedisHealth {
        info = Map.copyOf(info);
    }

    /** @throws QueueUnavailable where it does not answer or refuses; says why, without credentials */
    public static RedisHealth of(RedisServer server, Clock clock) {
        try (RedisLink link = new RedisLink(server, false)) {
            link.call(Protocol.Command.PING);
            long[] nanos =
                    LongStream.range(0, PINGS).map(i -> ping(link)).sorted().toArray();
            Instant before = clock.instant();
            List<String> time = Replies.texts(link.call(Protocol.Command.TIME));
            Instant between =
                    before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            Instant there = Instant.ofEpochSecond(Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1_000);
            return new RedisHealth(
                    Duration.ofNanos(nanos[PINGS / 2]), Duration.between(between, there), info(link), refusal(link));
        }
    }

    private static long ping(RedisLink link) {
        long begun = System.nanoTime();
        link.call(Protocol.Command.PING);
        return System.nanoTime() - begun;
    }

    private static Map<String, String> info(RedisLink link) {
        String text = Replies.text(link.call(Protocol.Command.INFO));
        return Arrays.stream(text.split("\r?\n"))
                .map(line -> line.split(":", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(field -> field[0], field -> field[1], (one, other) -> other));
    }

    private static Optional<String> refusal(RedisLink link) {
        String key = PROBE + UUID.randomUUID();
        try {
            link.call(Protocol.Command.SET, key, key, "PX", PROBE_LIVES_MS);
            String read = Replies.text(link.call(Protocol.Command.GET, key));
            link.call(Protocol.Command.DEL, key);
            return read.equals(key) ? Optional.empty() : Optional.of("answers with another value than it was given");
        } catch (QueueUnavailable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A text of {@code INFO}; empty where this server does not say. */
    public String text(String field) {
        return info.getOrDefault(field, "");
    }

    /** A number of {@code INFO}. */
    public OptionalLong number(String field) {
        return Stream.of(text(field))
                .filter(t -> t.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
