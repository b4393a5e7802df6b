package symphony.contracts;

import java.util.List;
import symphony.core.queue.TaskQueue;

class InMemoryTaskQueueTest extends TaskQueueContract {
    @Override
    protected TaskQueue open() {
        return new InMemoryTaskQueue(RETRIES);
    }

    @Override
    protected void push(String list, String line) {
        ((InMemoryTaskQueue) queue).push(list, line);
    }

    @Override
    protected List<String> waiting(String list) {
        return ((InMemoryTaskQueue) queue).waiting(list);
    }
}
