package symphony.core.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import symphony.core.artifact.SessionRoot;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/**
 * The port to the queues: plain FIFO lists of JSON lines named {@code [role]:[session_name]}. Every implementation passes
 * {@code TaskQueueContract}. Every method throws {@link QueueUnavailable} where the queues cannot be reached.
 */
public interface TaskQueue extends AutoCloseable {

    /**
     * Puts tasks at the tails of their queues, in order; one whose identity waits, is delayed or claimed already is left
     * out, and so are those of cancelled sessions.
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

    /**
     * Notes parts as finished, as a hint that spares listings.
     *
     * @return how many distinct parts are noted, or empty where the hint was not there before (a new session, or wiped)
     *     and the storage has to be asked; then give everything that is found there
     */
    OptionalLong noteFinished(SessionRoot session, int run, Collection<String> parts);

    /** Drops the hint, and the session's weight with it; the session is done. */
    void forgetFinished(SessionRoot session);

    /**
     * Asks to be the one who does something for all, or to stay so.
     *
     * @param purpose what is to be done by one only
     * @param who unique for the asker
     * @param duration how long others are refused from now on
     * @return whether {@code who} leads
     */
    boolean lead(String purpose, String who, Duration duration);

    /** The same queues, for operators. */
    QueueControl control();

    @Override
    void close();
}
