package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol;
import symphony.core.task.QueueName;

/**
 * The lists there are, pushed by hand or not.
 *
 * @param queues names that are queues' names; what lies there may yet be another type
 * @param dead names of dead letter lists
 * @param noted queues of which Symphony notes something beside
 */
record QueueScan(List<String> queues, List<String> dead, List<String> noted) {

    /** One round trip a thousand keys. */
    static QueueScan of(RedisLink link) {
        TreeSet<String> queues = new TreeSet<>();
        TreeSet<String> dead = new TreeSet<>();
        TreeSet<String> noted = new TreeSet<>();
        String cursor = "0";
        do {
            List<?> page = Replies.list(link.call(Protocol.Command.SCAN, cursor, "COUNT", "1000"));
            cursor = Replies.text(page.get(0));
            for (String name : Replies.texts(page.get(1))) {
                if (name.startsWith(Keys.DEAD)) {
                    dead.add(name);
                } else if (QueueName.parse(name).isPresent()) {
                    queues.add(name);
                } else {
                    notedQueue(name).ifPresent(noted::add);
                }
            }
        } while (!cursor.equals("0"));
        return new QueueScan(List.copyOf(queues), List.copyOf(dead), List.copyOf(noted));
    }

    private static Optional<String> notedQueue(String key) {
        return Stream.of(Keys.IDENTITIES, Keys.TRIED)
                .filter(key::startsWith)
                .map(prefix -> key.substring(prefix.length()))
                .filter(queue -> QueueName.parse(queue).isPresent())
                .findFirst();
    }

    /** For {@code discover.lua}. */
    List<String> arguments() {
        List<String> all = new ArrayList<>(queues);
        all.add("");
        all.addAll(noted);
        return all;
    }
}
