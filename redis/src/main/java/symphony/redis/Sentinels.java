package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks the sentinels where the master is, as
 * https://redis.io/docs/latest/develop/reference/sentinel-clients/ says: one after another until one answers, and what it
 * names is believed only once it calls itself a master.
 */
final class Sentinels {
    /** Short: where one is gone, the next is asked, and leases go on running. */
    private static final int PATIENCE_MS = 1_000;

    private final RedisServer server;
    private final Sockets sockets;

    Sentinels(RedisServer server) {
        this.server = server;
        this.sockets = new Sockets(server, false, PATIENCE_MS, PATIENCE_MS);
    }

    /** @throws JedisConnectionException where none of them tells */
    RedisServer.Address master() {
        String name = server.master().orElseThrow();
        List<String> faults = new ArrayList<>();
        for (RedisServer.Address sentinel : server.addresses()) {
            try (Connection connection = new Connection(
                    (JedisSocketFactory) () -> sockets.to(sentinel),
                    RedisLink.settings(server.sentinelLogin(), 0, PATIENCE_MS))) {
                Object answer = connection.executeCommand(new CommandArguments(Protocol.Command.SENTINEL)
                        .add("get-master-addr-by-name")
                        .add(name));
                if (answer instanceof List<?> address) {
                    List<String> parts = Replies.texts(address);
                    return new RedisServer.Address(parts.get(0), Integer.parseInt(parts.get(1)));
                }
                faults.add(sentinel + " knows no master '" + name + "'");
            } catch (JedisException e) {
                faults.add(sentinel + ": " + Faults.root(e));
            }
        }
        throw new JedisConnectionException("no sentinel tells where the master is: " + String.join("; ", faults));
    }

    static void mustBeMaster(Connection connection, RedisServer.Address address) {
        Object answer = connection.executeCommand(Protocol.Command.ROLE);
        if (!Replies.text(Replies.list(answer).get(0)).equals("master")) {
            throw new JedisConnectionException(
                    "the sentinels name " + address + ", which is no master yet: a failover is under way");
        }
    }
}
