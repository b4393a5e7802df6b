package symphony.core.queue;

import org.jspecify.annotations.Nullable;

/** The queues cannot be reached, or refuse writes. The message names the server (no credentials) and what to do. */
public final class QueueUnavailable extends RuntimeException {
    public QueueUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
