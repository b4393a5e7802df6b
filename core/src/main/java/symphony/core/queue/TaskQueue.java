package symphony.core.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import symphony.core.artifact.SessionRoot;
import symphony.core.task.QueueName;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/**
 * The port to the queues: plain FIFO lists of JSON lines named {@code [role]:[session_name]}. Every implementation passes
 * {@code TaskQueueContract}. Every method throws {@link QueueUnavailable} where the queues cannot be reached.
 */
public interface TaskQueue extends AutoCloseable {

    /**
     * Puts tasks at the tails of their queues, in order; one whose identity waits, is delayed or claimed already is left
     * out.
     *
     * @return how many were added
     */
    int enqueue(List<Task> tasks);

    /**
     * Joins the fleet: from now on the worker's claims are its own until it leaves or its lease runs out.
     *
     * @param lease how long the worker is believed alive without a word from it
     */
    Membership join(WorkerDescription worker, Duration lease);

    /** The identities of a session's tasks that wait, are delayed or are claimed, hand-pushed ones included. */
    Set<TaskIdentity> pending(SessionRoot session);

    QueueStatus status();

    List<DeadLetter> deadLetters(String sessionName);

    /** No more claims from this queue until it is resumed; what is claimed goes on. */
    void pause(QueueName queue);

    void resume(QueueName queue);

    /**
     * Notes parts as finished, as a hint that spares listings.
     *
     * @return how many distinct parts are noted, or empty where the hint was not there before (a new session, or wiped)
     *     and the storage has to be asked; then give everything that is found there
     */
    OptionalLong noteFinished(SessionRoot session, int run, Collection<String> parts);

    /** Drops the hint; the session is done. */
    void forgetFinished(SessionRoot session);

    @Override
    void close();
}
