package symphony.worker;

/**
 * What became of the tasks a worker claimed.
 *
 * @param done a program ran and its results were published
 * @param skipped nothing was left to do
 * @param failed a program or its inputs failed
 * @param returned went back to its queue when the worker stopped, or was lost to another
 */
public record WorkerOutcome(long done, long skipped, long failed, long returned) {}
