package symphony.storage.remote;

import java.io.IOException;

/** The condition of a write does not hold. */
final class S3Refused extends IOException {
    S3Refused(String message) {
        super(message);
    }
}
