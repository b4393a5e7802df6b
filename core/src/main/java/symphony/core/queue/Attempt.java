package symphony.core.queue;

/**
 * One time that a task was taken and not done.
 *
 * @param at seconds since 1970 on the queue's clock
 * @param worker who had it
 * @param reason what became of it
 * @param log the key of the program's log, or empty
 */
public record Attempt(double at, String worker, String reason, String log) {
    /** Of a task's attempts the last so many are kept. */
    public static final int KEPT = 20;
}
