package symphony.storage.remote;

import java.io.IOException;

/** The condition of a write does not hold. */
final class ConditionRefused extends IOException {
    ConditionRefused(String message) {
        super(message);
    }
}
