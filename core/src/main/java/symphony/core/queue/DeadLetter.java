package symphony.core.queue;

import java.util.List;

/**
 * A line set aside.
 *
 * @param line as it stood in its queue
 * @param queue the queue it came from
 * @param reason why; may be empty where a line was pushed to {@code dlq:} by hand
 * @param worker who had it last, or empty
 * @param log the key of the program's log, or empty
 * @param at seconds since 1970 on the queue's clock
 * @param history the attempts, oldest first, the last included; at most {@link Attempt#KEPT}
 */
public record DeadLetter(
        String line, String queue, String reason, String worker, String log, double at, List<Attempt> history) {
    public DeadLetter {
        history = List.copyOf(history);
    }
}
