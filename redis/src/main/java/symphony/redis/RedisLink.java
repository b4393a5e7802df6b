package symphony.redis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import symphony.core.queue.QueueUnavailable;

/**
 * One connection, used by one thread at a time, made anew when it breaks. A call that was under way then is repeated
 * once: every script of ours gives the same answer when asked twice.
 */
final class RedisLink implements AutoCloseable {
    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_MS = 30_000;

    private final RedisServer server;
    private final Faults faults;
    private final Sockets sockets;
    private @Nullable Connection connection;
    private final Set<Script> sent = EnumSet.noneOf(Script.class);
    private final Map<Script, String> digests = new EnumMap<>(Script.class);
    private boolean closed;

    /** @param interruptible whether interrupting a thread that waits for an answer breaks the connection */
    RedisLink(RedisServer server, boolean interruptible) {
        this.server = server;
        this.sockets = new Sockets(server, interruptible, CONNECT_MS, ANSWER_MS);
        this.faults = new Faults(server);
    }

    RedisServer server() {
        return server;
    }

    /** @throws QueueUnavailable where Redis is away or refuses */
    @Nullable
    Object call(ProtocolCommand command, Object... arguments) {
        return with(connection -> connection.executeCommand(arguments(command, List.of(arguments))));
    }

    /** The same for a command that may block for so long. */
    @Nullable
    Object callBlocking(int blockMillis, ProtocolCommand command, String... arguments) {
        return with(connection -> {
            connection.setSoTimeout(blockMillis + ANSWER_MS);
            return connection.executeCommand(arguments(command, List.of(arguments)));
        });
    }

    /**
     * Runs a script: by its text the first time, which spares a short command the digest, then by its name. A Redis that
     * does not know it any more (restarted, flushed) gets the text again.
     */
    @Nullable
    Object eval(Script script, List<String> keys, List<?> arguments) {
        List<Object> tail = new ArrayList<>(keys.size() + arguments.size() + 1);
        tail.add(Integer.toString(keys.size()));
        tail.addAll(keys);
        tail.addAll(arguments);
        return with(connection -> {
            if (sent.add(script)) {
                return evalText(connection, script, tail);
            }
            try {
                String digest = digests.computeIfAbsent(script, Script::sha1);
                return connection.executeCommand(
                        arguments(Protocol.Command.EVALSHA, List.of(digest)).addObjects(tail));
            } catch (JedisNoScriptException e) {
                return evalText(connection, script, tail);
            }
        });
    }

    /**
     * Runs transactions, all of them under way at once.
     *
     * @param commands gives each transaction's commands, as it is sent
     * @return what the last command of each answered, in order
     */
    List<?> transactions(int count, IntFunction<List<CommandArguments>> commands) {
        return with(connection -> {
            int[] answers = new int[count];
            for (int i = 0; i < count; i++) {
                List<CommandArguments> those = commands.apply(i);
                connection.sendCommand(Protocol.Command.MULTI);
                those.forEach(connection::sendCommand);
                connection.sendCommand(Protocol.Command.EXEC);
                answers[i] = those.size() + 2;
            }
            List<Object> last = new ArrayList<>(count);
            List<Object> refusals = new ArrayList<>();
            for (int each : answers) {
                List<Object> queued = connection.getMany(each - 1);
                List<?> done =
                        Replies.list(connection.getMany(1).get(0)); // an error where a command was not even queued
                last.add(done.isEmpty() ? List.of() : done.get(done.size() - 1));
                Stream.of(last.subList(last.size() - 1, last.size()), done, queued)
                        .flatMap(List::stream)
                        .filter(JedisDataException.class::isInstance)
                        .forEach(refusals::add);
            }
            if (!refusals.isEmpty()) { // thrown when all is read: the next call must not find these answers
                throw (JedisDataException) refusals.get(0);
            }
            return last;
        });
    }

    private static Object evalText(Connection connection, Script script, List<Object> tail) {
        return connection.executeCommand(
                arguments(Protocol.Command.EVAL, List.of(script.text())).addObjects(tail));
    }

    private synchronized <T extends @Nullable Object> T with(Function<Connection, T> use) {
        if (closed) {
            throw new IllegalStateException("this connection to Redis was closed");
        }
        boolean fresh = connection == null;
        try {
            return use.apply(open());
        } catch (JedisConnectionException e) {
            drop();
            if (fresh) {
                throw faults.unreachable(e);
            }
            return with(use);
        } catch (JedisDataException e) {
            if (server.master().isPresent() && Faults.isOfFailover(e)) {
                drop(); // what answers is a master no longer: the sentinels are asked again
            }
            throw faults.refused(e);
        }
    }

    private Connection open() {
        if (connection == null) {
            boolean viaSentinels = server.master().isPresent();
            RedisServer.Address address = viaSentinels
                    ? new Sentinels(server).master()
                    : server.addresses().get(0);
            Connection opened = new Connection(
                    (JedisSocketFactory) () -> sockets.to(address),
                    settings(server.login(), server.database(), ANSWER_MS));
            if (viaSentinels) {
                try {
                    Sentinels.mustBeMaster(opened, address);
                } catch (RuntimeException e) {
                    opened.close();
                    throw e;
                }
            }
            connection = opened;
        }
        return connection;
    }

    /** With the server's own protocol, RESP 2: choosing one takes HELLO, which Redis before 6.0 does not know. */
    static DefaultJedisClientConfig settings(RedisServer.Login login, int database, int answerMillis) {
        return DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .database(database)
                .user(login.user().orElse(null))
                .password(login.password().orElse(null))
                .socketTimeoutMillis(answerMillis)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
    }

    private void drop() {
        if (connection != null) {
            connection.setBroken();
            connection.close();
            connection = null;
        }
    }

    private static CommandArguments arguments(ProtocolCommand command, List<?> arguments) {
        return new CommandArguments(command).addObjects(arguments);
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }
}
