package symphony.redis;

import java.net.URI;
import java.util.List;
import redis.clients.jedis.Jedis;
import symphony.contracts.QueueUnderTest;
import symphony.contracts.TaskQueueContract;
import symphony.core.queue.TaskQueue;

/** A server that the contract is put to, and a client of it as redis-cli would be. */
record RedisUnderTest(URI uri, Jedis cli) implements QueueUnderTest {
    @Override
    public TaskQueue open() {
        cli.flushAll();
        return RedisTaskQueue.connect(uri, TaskQueueContract.RETRIES);
    }

    @Override
    public void push(String list, String line) {
        cli.rpush(list, line);
    }

    @Override
    public List<String> waiting(String list) {
        return cli.lrange(list, 0, -1);
    }
}
