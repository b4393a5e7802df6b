package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol;

/** The lines that wait for their time. */
final class Delays {
    /** A line, the member it has in the sorted set (queue, blank, token), and when it is due by Redis's clock. */
    static final class Delay {
        private final String member;
        private final byte[] line;
        private final long dueMillis;

        private Delay(String member, byte[] line, long dueMillis) {
            this.member = member;
            this.line = line;
            this.dueMillis = dueMillis;
        }

        String member() {
            return member;
        }

        String queue() {
            return member.substring(0, member.lastIndexOf(' '));
        }

        byte[] line() {
            return line;
        }

        long dueMillis() {
            return dueMillis;
        }
    }

    private static final int PAGE = 1_000;

    private Delays() {}

    static List<Delay> all(RedisLink link) {
        List<Delay> found = new ArrayList<>();
        for (int from = 0; ; from += PAGE) {
            List<String> page = Replies.texts(link.call(
                    Protocol.Command.ZRANGE,
                    Keys.DELAYED,
                    Integer.toString(from),
                    Integer.toString(from + PAGE - 1),
                    "WITHSCORES"));
            if (page.isEmpty()) {
                return found;
            }
            List<String> question = new ArrayList<>(List.of(Keys.DELAYED_LINES));
            for (int i = 0; i < page.size(); i += 2) {
                question.add(page.get(i));
            }
            List<?> lines = Replies.list(link.call(Protocol.Command.HMGET, question.toArray()));
            for (int i = 0; i < lines.size(); i++) {
                String member = page.get(2 * i);
                if (lines.get(i) instanceof byte[] line) {
                    found.add(new Delay(member, line, (long) Double.parseDouble(page.get(2 * i + 1))));
                }
            }
        }
    }
}
