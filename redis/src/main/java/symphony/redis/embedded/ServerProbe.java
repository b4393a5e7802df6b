package symphony.redis.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Talks to a server on this machine: is it ours, what is its process, shut it down. */
record ServerProbe(int port) {
    static final String HOST = "127.0.0.1";
    private static final int TIMEOUT_MS = 2_000;
    private static final long GOODBYE_NANOS = 30_000_000_000L;
    private static final long POLL_NANOS = 10_000_000;

    /**
     * The process of the server that answers here and keeps its data in the folder; a stranger is told apart by that. Empty
     * while the server loads: it answers these questions then, and no others.
     */
    Optional<Long> processIn(Path folder) {
        try (Jedis jedis = connect()) {
            Map<String, String> dir = jedis.configGet("dir");
            if (!Path.of(dir.getOrDefault("dir", "")).equals(folder)) {
                return Optional.empty();
            }
            if (jedis.info("persistence").contains("loading:1")) {
                return Optional.empty();
            }
            return List.of(jedis.info("server").split("\r?\n")).stream()
                    .filter(line -> line.startsWith("process_id:"))
                    .map(line -> Long.parseLong(line.substring("process_id:".length())))
                    .findFirst();
        } catch (JedisException e) {
            // Nobody there, or a stranger with a password: not ours now.
            return Optional.empty();
        }
    }

    /**
     * Saves and ends; returns when nobody listens any more, which is after the save, or after 30 s. Not when the process
     * is gone: where nobody buries orphans, as in containers, it stays in the process table for ever.
     */
    void shutDown() {
        try (Jedis jedis = connect()) {
            jedis.sendCommand(Protocol.Command.SHUTDOWN, "SAVE");
        } catch (JedisConnectionException e) {
            // This is how a server says goodbye.
        }
        long end = System.nanoTime() + GOODBYE_NANOS;
        while (isListening() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** With the server's default protocol, RESP 2: Redis before 6.0 does not know the HELLO that choosing one takes. */
    private Jedis connect() {
        return new Jedis(
                new HostAndPort(HOST, port),
                DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .timeoutMillis(TIMEOUT_MS)
                        .build());
    }
}
