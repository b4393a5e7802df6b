package symphony.worker;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** Runs one task at a time, and takes the next itself as long as there is one. */
final class Slot {
    private final int number;
    private final List<Role> roles;
    private final Membership membership;
    private final TaskCycle cycle;
    private final WorkerEvents events;
    private final Clock clock;
    private final Tally tally;
    private final BooleanSupplier leaving;
    private @Nullable Claim current;
    private Cancellation cancellation = new Cancellation();
    private boolean stopped;

    /** @param leaving whether no more tasks are to be claimed */
    Slot(
            int number,
            List<Role> roles,
            Membership membership,
            TaskCycle cycle,
            WorkerEvents events,
            Clock clock,
            Tally tally,
            BooleanSupplier leaving) {
        this.number = number;
        this.roles = roles;
        this.membership = membership;
        this.cycle = cycle;
        this.events = events;
        this.clock = clock;
        this.tally = tally;
        this.leaving = leaving;
    }

    int number() {
        return number;
    }

    /** Runs a claimed task and those that follow it; returns when the queue had nothing more. */
    void run(Claim first) {
        Optional<Claim> next = Optional.of(first);
        while (next.isPresent()) {
            Claim claim = next.get();
            Cancellation mine = begin(claim);
            try {
                next = serve(claim, mine);
            } finally {
                end();
            }
        }
    }

    /** The current task, if it is one of these, is another's now. */
    synchronized void lost(Set<Claim> gone) {
        if (current != null && gone.stream().anyMatch(c -> c.token().equals(tokenOf(current)))) {
            cancellation.cancel(Cancellation.Reason.LOST);
        }
    }

    /**
     * Ends the current task: its program is killed, and it goes back to the head of its queue. So does any that was
     * claimed already and is yet to begin.
     */
    synchronized void stop() {
        stopped = true;
        cancellation.cancel(Cancellation.Reason.STOPPED);
    }

    private synchronized Cancellation begin(Claim claim) {
        current = claim;
        cancellation = new Cancellation();
        if (stopped) {
            cancellation.cancel(Cancellation.Reason.STOPPED);
        }
        return cancellation;
    }

    private synchronized void end() {
        current = null;
    }

    private static String tokenOf(@Nullable Claim claim) {
        return claim == null ? "" : claim.token();
    }

    private Optional<Claim> serve(Claim claim, Cancellation mine) {
        Task task = claim.task();
        Patience patience = new Patience(mine, events);
        try {
            events.taskStarted(number, task);
            Instant started = clock.instant();
            try {
                TaskCycle.Outcome outcome = cycle.run(claim, mine, patience);
                Optional<Claim> next = complete(claim, patience);
                tell(task, outcome, Duration.between(started, clock.instant()));
                return next;
            } catch (TaskFailed e) {
                fail(claim, e.failure(), patience);
            } catch (IOException e) {
                fail(claim, TaskFailed.tryAgain("on this worker: " + e).failure(), patience);
            } catch (RuntimeException e) {
                fail(
                        claim,
                        TaskFailed.counted("the worker failed over this task: " + e)
                                .failure(),
                        patience);
            }
        } catch (TaskCancelled e) {
            giveBack(claim, e.reason());
        }
        return Optional.empty();
    }

    private Optional<Claim> complete(Claim claim, Patience patience) throws TaskCancelled {
        if (leaving.getAsBoolean()) {
            patience.queue(() -> membership.complete(claim));
            return Optional.empty();
        }
        return patience.queue(() -> membership.completeAndClaim(claim, roles));
    }

    private void tell(Task task, TaskCycle.Outcome outcome, Duration took) {
        switch (outcome) {
            case DONE -> {
                tally.done.incrementAndGet();
                events.taskDone(number, task, took);
            }
            case WHOLE_ALREADY -> {
                tally.skipped.incrementAndGet();
                events.taskSkipped(number, task, "its outputs are whole already");
            }
            case OUTDATED -> {
                tally.skipped.incrementAndGet();
                events.taskSkipped(number, task, "a redo has raised the run that is due");
            }
        }
    }

    private void fail(Claim claim, Failure failure, Patience patience) throws TaskCancelled {
        boolean held = patience.queue(() -> membership.fail(claim, failure));
        if (held) {
            tally.failed.incrementAndGet();
            events.taskFailed(number, claim.task(), failure);
        } else {
            tally.returned.incrementAndGet();
            events.taskReturned(number, claim.task(), "its lease had run out");
        }
    }

    private void giveBack(Claim claim, Cancellation.Reason reason) {
        tally.returned.incrementAndGet();
        String why =
                switch (reason) {
                    case LOST -> "its lease ran out; what was made here is dropped";
                    case STOPPED -> {
                        try {
                            membership.release(claim);
                            yield "the worker leaves";
                        } catch (RuntimeException e) {
                            // its lease runs out soon, and the task is back in its queue then
                            yield "the worker leaves, and could not say so: " + e.getMessage();
                        }
                    }
                };
        events.taskReturned(number, claim.task(), why);
    }
}
