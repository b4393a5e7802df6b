package symphony.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.Protocol;
import symphony.core.artifact.SessionRoot;

/**
 * The hint of which parts are finished. A set is begun only by one who was told that there was none and has listed the
 * storage since: one begun by a single part, its maker killed before the listing, would never be full.
 */
final class FinishedParts {
    private record Asked(SessionRoot session, int run, Set<String> parts) {}

    private final RedisLink link;
    private final Set<Asked> asked = ConcurrentHashMap.newKeySet();

    FinishedParts(RedisLink link) {
        this.link = link;
    }

    OptionalLong note(SessionRoot session, int run, Collection<String> parts) {
        boolean listed =
                asked.removeIf(a -> a.session().equals(session) && a.run() == run && parts.containsAll(a.parts()));
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(run), listed ? "1" : "0"));
        arguments.addAll(parts);
        Object count =
                link.eval(Script.FINISH, List.of(Keys.finished(session, run), Keys.finishedRuns(session)), arguments);
        if (Replies.number(count) < 0) {
            asked.add(new Asked(session, run, Set.copyOf(parts)));
            return OptionalLong.empty();
        }
        return OptionalLong.of(Replies.number(count));
    }

    void forget(SessionRoot session) {
        String runs = Keys.finishedRuns(session);
        for (String run : Replies.texts(link.call(Protocol.Command.SMEMBERS, runs))) {
            link.call(Protocol.Command.DEL, Keys.finished(session, Integer.parseInt(run)));
        }
        link.call(Protocol.Command.DEL, runs);
        link.call(Protocol.Command.HDEL, Keys.WEIGHTS, session.sessionName());
    }
}
