package symphony.contracts;

import java.util.List;
import symphony.core.queue.TaskQueue;

/** An implementation that the contract is put to. */
public interface QueueUnderTest {
    /** An empty queue with {@link TaskQueueContract#RETRIES}. */
    TaskQueue open();

    /** What {@code redis-cli rpush} does to the queue opened last. */
    void push(String list, String line);

    /** What {@code redis-cli lrange} shows. */
    List<String> waiting(String list);
}
