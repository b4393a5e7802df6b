package symphony.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
    /** Stands for an answer that a restarted Redis could not give. */
    private static final Object UNKNOWN_SCRIPT = new JedisNoScriptException("not answered yet");

    private final RedisServer server;
    private final Faults faults;
    private final boolean interruptible;
    private @Nullable Connection connection;
    private final Set<Script> sent = EnumSet.noneOf(Script.class);
    private final Map<Script, String> digests = new EnumMap<>(Script.class);
    private boolean closed;

    /** @param interruptible whether interrupting a thread that waits for an answer breaks the connection */
    RedisLink(RedisServer server, boolean interruptible) {
        this.server = server;
        this.interruptible = interruptible;
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
     * Runs a script several times with all calls under way at once.
     *
     * @param keys of every call
     * @param call gives each call's arguments, as it is sent
     * @return the answers, in order
     */
    List<?> evalAll(Script script, List<String> keys, int calls, IntFunction<List<String>> call) {
        return with(connection -> {
            String digest = digests.computeIfAbsent(script, Script::sha1);
            List<Object> answers = new ArrayList<>(Collections.nCopies(calls, UNKNOWN_SCRIPT));
            if (sent.add(script)) {
                load(connection, script);
            }
            for (int attempt = 0; attempt < 2 && answers.contains(UNKNOWN_SCRIPT); attempt++) {
                if (attempt > 0) {
                    load(connection, script);
                }
                List<Integer> open = IntStream.range(0, calls)
                        .filter(i -> answers.get(i) == UNKNOWN_SCRIPT)
                        .boxed()
                        .toList();
                for (int i : open) {
                    connection.sendCommand(
                            arguments(Protocol.Command.EVALSHA, List.of(digest, Integer.toString(keys.size())))
                                    .addObjects(keys)
                                    .addObjects(call.apply(i)));
                }
                List<Object> found = connection.getMany(open.size());
                for (int i = 0; i < open.size(); i++) {
                    Object answer = found.get(i);
                    answers.set(open.get(i), answer instanceof JedisNoScriptException ? UNKNOWN_SCRIPT : answer);
                }
            }
            for (Object answer : answers) {
                if (answer instanceof JedisDataException refusal) {
                    throw refusal;
                }
            }
            return answers;
        });
    }

    private static void load(Connection connection, Script script) {
        connection.executeCommand(arguments(Protocol.Command.SCRIPT, List.of("LOAD", script.text())));
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
            throw faults.refused(e);
        }
    }

    private Connection open() {
        if (connection == null) {
            DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                    .serverDefaultProtocol() // RESP 2; choosing one takes HELLO, which Redis before 6.0 does not know
                    .database(server.database())
                    .user(server.user().orElse(null))
                    .password(server.password().orElse(null))
                    .socketTimeoutMillis(ANSWER_MS)
                    .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                    .build();
            connection = new Connection((JedisSocketFactory) this::socket, config);
        }
        return connection;
    }

    /** Of a channel's socket a waiting thread can be called away; a plain one goes on whatever its thread is told. */
    private Socket socket() {
        try {
            Socket socket = interruptible ? SocketChannel.open().socket() : new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.connect(new InetSocketAddress(server.host(), server.port()), CONNECT_MS);
                socket.setSoTimeout(ANSWER_MS);
                return socket;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new JedisConnectionException("no connection to " + server, e);
        }
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
