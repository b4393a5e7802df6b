package symphony.contracts;

import java.util.List;
import org.junit.jupiter.api.Nested;
import symphony.core.queue.TaskQueue;

class InMemoryTaskQueueTest {
    private static final class Subject implements QueueUnderTest {
        private InMemoryTaskQueue queue = new InMemoryTaskQueue();

        @Override
        public TaskQueue open() {
            queue = new InMemoryTaskQueue(TaskQueueContract.RETRIES);
            return queue;
        }

        @Override
        public void push(String list, String line) {
            queue.push(list, line);
        }

        @Override
        public List<String> waiting(String list) {
            return queue.waiting(list);
        }
    }

    @Nested
    class Enqueue extends EnqueueContract {
        Enqueue() {
            super(new Subject());
        }
    }

    @Nested
    class Claim extends ClaimContract {
        Claim() {
            super(new Subject());
        }
    }

    @Nested
    class Fairness extends FairnessContract {
        Fairness() {
            super(new Subject());
        }
    }

    @Nested
    class Failure extends FailureContract {
        Failure() {
            super(new Subject());
        }
    }

    @Nested
    class Operator extends OperatorContract {
        Operator() {
            super(new Subject());
        }
    }
}
