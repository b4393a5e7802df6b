package symphony.storage.remote;

import java.io.IOException;

/** The version that was to be replaced or read is not there any more, or one is there where there should be none. */
final class ConditionRefused extends IOException {
    ConditionRefused(String message) {
        super(message);
    }
}
