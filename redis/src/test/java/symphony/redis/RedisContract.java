package symphony.redis;

import org.junit.jupiter.api.Nested;
import symphony.contracts.ClaimContract;
import symphony.contracts.EnqueueContract;
import symphony.contracts.FailureContract;
import symphony.contracts.FairnessContract;
import symphony.contracts.OperatorContract;

/** All topics of the contract, for one kind of server. */
abstract class RedisContract {
    abstract RedisUnderTest subject();

    @Nested
    class Enqueues extends EnqueueContract {
        Enqueues() {
            super(subject());
        }
    }

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(subject());
        }
    }

    @Nested
    class Fairness extends FairnessContract {
        Fairness() {
            super(subject());
        }
    }

    @Nested
    class Failures extends FailureContract {
        Failures() {
            super(subject());
        }
    }

    @Nested
    class Operators extends OperatorContract {
        Operators() {
            super(subject());
        }
    }
}
