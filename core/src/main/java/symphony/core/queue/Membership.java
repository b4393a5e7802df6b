package symphony.core.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import symphony.core.task.Role;

/**
 * One worker's place in the fleet. Its places are numbered from 0 and hold one claim each, whether its task runs or was
 * claimed ahead. Safe for use by several threads. After a
 * fault of the server, calls register the worker anew and declare what it holds.
 */
public interface Membership extends AutoCloseable {

    /**
     * Takes the task at the head of a queue of one of the roles for a slot that idles, fair between sessions. All slots count
     * as idle but those that a claim is held for. Lines that are no tasks go to
     * the dead letters on the way. A worker that runs a task {@link Claim#alone} gets no other, and one that holds others
     * gets none while it makes room for such a task.
     *
     * @throws IllegalStateException where the place holds a claim already
     */
    Optional<Claim> claim(int place, List<Role> roles);

    /**
     * Takes up to as many tasks as there are places in one call, fair between sessions. The first places, as many as slots
     * idle, are for tasks that begin at once; the others for tasks claimed ahead, only of what waits beyond the slots that
     * idle in the fleet: one that idles elsewhere is never starved.
     *
     * @param idleSlots how many of the worker's slots have no task
     */
    List<Claim> claim(List<Integer> places, int idleSlots, List<Role> roles);

    /**
     * Gives the claim up as done. Where the queues cannot be reached it is held still, and may be completed, failed or
     * released again; so it is with {@link #fail}.
     *
     * @return false where it had been lost: another may have done the task since
     */
    boolean complete(Claim claim);

    /** {@link #complete} and {@link #claim} for the same place in one round trip. A lost claim still gets the next. */
    Optional<Claim> completeAndClaim(Claim done, List<Role> roles);

    /** Several short tasks in one round trip: {@link #complete} for each, then {@link #claim(List, int, List)}. */
    List<Claim> completeAndClaim(List<Claim> done, List<Integer> places, int idleSlots, List<Role> roles);

    /**
     * Back to its queue after a delay that grows with the retries, or to {@code dlq:} past the limit.
     *
     * @return false where the claim had been lost
     */
    boolean fail(Claim claim, Failure failure);

    /**
     * Back to the head of its queue, at once, no retry burnt. The claim is given up whatever comes: where the queues cannot
     * be reached, its line goes back when they hear of this worker again, or reap it.
     *
     * @return false where the claim had been lost
     */
    boolean release(Claim claim);

    /**
     * Of these claims, none of which has begun, those for which a slot idles elsewhere while nothing else waits go back to the
     * heads of their queues. To be asked about twice a second while there are such claims.
     *
     * @return which went back
     */
    Set<Claim> yieldToIdle(Collection<Claim> notBegun);

    /** Says that the worker lives, for all its claims. @return the claims that were lost meanwhile, or cancelled */
    Set<Claim> renew();

    /** What the slots are doing; told with the next {@link #renew}. */
    void report(WorkerLoad load);

    /**
     * Returns when there may be work for one of the roles, or the time is over, or the thread is interrupted (its flag
     * then set again).
     */
    boolean awaitWork(List<Role> roles, Duration atMost);

    /**
     * What one worker does for all, if it is the elected one: hands back the tasks of dead workers, brings delayed tasks
     * that are due to their queues, finds lists that were pushed by hand. Call it a few times a second.
     */
    void maintain();

    /** Leaves; claims still held go back to the heads of their queues. */
    @Override
    void close();
}
