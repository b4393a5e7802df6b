package symphony.core.queue;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import symphony.core.task.QueueName;

/** What operators do to the queues. Every method throws {@link QueueUnavailable} where they cannot be reached. */
public interface QueueControl {
    /** The most turns a session can have in a round. */
    int MOST_WEIGHT = 100;

    /** No more claims from these queues until they are resumed; what is claimed goes on. */
    void pause(QueueSelector which);

    /** Takes back a {@link #pause} of the same selector; others that cover the queue go on. */
    void resume(QueueSelector which);

    /**
     * Takes away all tasks of a session that wait, are delayed or are claimed; their workers see them as lost. Until it is
     * readmitted, {@link TaskQueue#enqueue} leaves its tasks out, and lines pushed by hand wait.
     *
     * @return how many tasks were taken away
     */
    int cancel(String session);

    /** The session's tasks are welcome again. */
    void readmit(String session);

    /** The sessions that were cancelled and not readmitted. */
    Set<String> cancelled();

    /**
     * Gives a session so many turns in a round of its role's sessions.
     *
     * @param weight from 1, which all have who are given none, to {@link #MOST_WEIGHT}
     */
    void weigh(String session, int weight);

    /** Oldest first. */
    List<DeadLetter> deadLetters(String session);

    /**
     * Brings dead letters back to the tails of their queues, as if they had never failed. Letters that are no tasks stay;
     * one whose task waits or runs already goes, and is not counted.
     *
     * @return how many tasks were added
     */
    int retryDead(String session, Predicate<DeadLetter> which);

    /**
     * Ends the membership of a worker whose machine is known to be gone: its claims go back to the heads of their queues at
     * once. One that lives after all sees its claims as lost.
     *
     * @return how many claims went back
     */
    int requeueWorker(String workerId);

    /** Lines that wait, from a position on; 0 is the head. */
    List<String> peek(QueueName queue, long from, int count);

    /**
     * Takes lines away that wait in a queue or are delayed there; claimed tasks go on.
     *
     * @return how many went
     */
    int purge(QueueName queue, Predicate<String> lines);

    /**
     * Moves lines that wait to the tail of another queue, and makes them tasks of its role and session. A line that would be
     * no task there stays; one whose task is there already goes.
     *
     * @return how many were moved
     */
    int move(QueueName from, QueueName to, Predicate<String> lines);

    /**
     * Writes down all that wiping the queues would lose: tasks that wait (in order), are delayed or are claimed, dead letters
     * with their reasons, pauses, cancellations and weights. Tasks that move meanwhile may be told twice, none is left out.
     *
     * @param sink takes JSON objects, one line each
     */
    void save(Consumer<String> sink);

    /**
     * Puts back what {@link #save} wrote, beside what is there; tasks that are there already are left out. What was claimed
     * waits at the head of its queue.
     *
     * @return how many lines were put back into queues and dead letters
     * @throws symphony.core.json.MalformedJson where a line is none of a snapshot; those before it are put back
     */
    int restore(Stream<String> lines);
}
