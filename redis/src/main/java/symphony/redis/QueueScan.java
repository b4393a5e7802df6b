package symphony.redis;

import java.util.List;
import java.util.TreeSet;
import redis.clients.jedis.Protocol;
import symphony.core.task.QueueName;

/**
 * The lists there are, pushed by hand or not.
 *
 * @param queues names that are queues' names; what lies there may yet be another type
 * @param dead names of dead letter lists
 */
record QueueScan(List<String> queues, List<String> dead) {

    /** One round trip a thousand keys. */
    static QueueScan of(RedisLink link) {
        TreeSet<String> queues = new TreeSet<>();
        TreeSet<String> dead = new TreeSet<>();
        String cursor = "0";
        do {
            List<?> page = Replies.list(link.call(Protocol.Command.SCAN, cursor, "COUNT", "1000"));
            cursor = Replies.text(page.get(0));
            for (String name : Replies.texts(page.get(1))) {
                if (name.startsWith(Keys.DEAD)) {
                    dead.add(name);
                } else if (QueueName.parse(name).isPresent()) {
                    queues.add(name);
                }
            }
        } while (!cursor.equals("0"));
        return new QueueScan(List.copyOf(queues), List.copyOf(dead));
    }
}
