package symphony.redis.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Talks to a server on this machine: is it ours, what is its process, shut it down. */
record ServerProbe(int port) {
    static final String HOST = "127.0.0.1";
    private static final int TIMEOUT_MS = 2_000;

    /** The process of the server that answers here and keeps its data in the folder; a stranger is told apart by that. */
    Optional<Long> processIn(Path folder) {
        try (Jedis jedis = connect()) {
            Map<String, String> dir = jedis.configGet("dir");
            if (!Path.of(dir.getOrDefault("dir", "")).equals(folder)) {
                return Optional.empty();
            }
            return List.of(jedis.info("server").split("\r?\n")).stream()
                    .filter(line -> line.startsWith("process_id:"))
                    .map(line -> Long.parseLong(line.substring("process_id:".length())))
                    .findFirst();
        } catch (JedisException e) {
            // Nobody there, a stranger with a password, or still loading: not ours now.
            return Optional.empty();
        }
    }

    /** Saves and ends; returns when the process is gone, or did not go within 30 s. */
    void shutDown(long pid) {
        try (Jedis jedis = connect()) {
            jedis.sendCommand(redis.clients.jedis.Protocol.Command.SHUTDOWN, "SAVE");
        } catch (JedisConnectionException e) {
            // This is how a server says goodbye.
        }
        ProcessHandle.of(pid).ifPresent(process -> process.onExit()
                .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                .join());
    }

    private Jedis connect() {
        return new Jedis(
                new HostAndPort(HOST, port),
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .timeoutMillis(TIMEOUT_MS)
                        .build());
    }
}
