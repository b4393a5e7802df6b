package symphony.redis.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * How large a world the search looks at.
 *
 * @param places claims a worker may hold: the first is its slot's, the others are claimed ahead
 * @param retries failures before a task goes to the dead letters
 * @param deaths workers that may die over a task before it runs alone
 * @param faults how many faults may happen on the way, of these kinds
 */
record Bounds(int workers, int tasks, int places, int retries, int deaths, int faults, Set<Fault> kinds) {
    /** What may go wrong, or be done by a person, at any moment. */
    enum Fault {
        /** Silent for longer than the lease, and then going on as if nothing had been. */
        STALL,
        KILL,
        /** The worker hands everything back and ends. */
        LEAVE,
        /** A call took effect, its answer was lost, and the worker asks again. */
        LOST_ANSWER,
        /** A call was repeated over a new connection, and the first copy takes effect at any later time. */
        LATE_COPY,
        FLUSH,
        /** A worker's lease hash is deleted by hand. */
        DELETE_LEASE,
        CANCEL,
        FAILURE,
        RETRY_DEAD
    }

    static Bounds of(int workers, int tasks, int faults) {
        return new Bounds(workers, tasks, 2, 1, 1, faults, EnumSet.allOf(Fault.class));
    }

    Bounds with(int otherPlaces) {
        return new Bounds(workers, tasks, otherPlaces, retries, deaths, faults, kinds);
    }

    Bounds only(Fault first, Fault... others) {
        return new Bounds(workers, tasks, places, retries, deaths, faults, EnumSet.of(first, others));
    }
}
