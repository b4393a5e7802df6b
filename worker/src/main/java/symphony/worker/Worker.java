package symphony.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import symphony.core.queue.Membership;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerLoad;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.worker.program.Cancellation;
import symphony.worker.program.ProgramSpec;
import symphony.worker.program.TaskCancelled;

/**
 * A worker process: one dispatcher that claims, a thread a claimed task, and as many slots for programs as it was given. It
 * runs once.
 *
 * <p>Queue, store and clock belong to the caller, who closes them after {@link #run} has returned.
 */
public final class Worker {
    private static final Duration AFTER_THE_GRACE = Duration.ofSeconds(10);

    private final Workplace workplace;
    /** Cancelled when no more is to be claimed; tasks at work have their own. */
    private final Cancellation leaving = new Cancellation();

    private final CountDownLatch left = new CountDownLatch(1);
    private volatile @Nullable HeldTasks held;

    /** @throws IllegalArgumentException where a role has no program */
    public Worker(
            WorkerSettings settings,
            TaskQueue queue,
            ArtifactStore store,
            Map<Role, ProgramSpec> programs,
            WorkerEvents events,
            Clock clock) {
        ScratchSpace scratch = new ScratchSpace(settings.scratch(), settings.scratchLimit(), events);
        this.workplace = new Workplace(
                settings, queue, store, new SessionCache(store), scratch, Map.copyOf(programs), events, clock, leaving);
        settings.roles().forEach(workplace::spec);
    }

    /** Works until stopped or, where so set, until nothing is left to do for its roles. Blocks. */
    public WorkerOutcome run() {
        WorkerSettings settings = workplace.settings();
        TaskQueue queue = workplace.queue();
        try {
            Membership membership = new Patience(leaving, workplace.events())
                    .queue(() -> queue.join(settings.description(), settings.lease()));
            try (membership) {
                return work(membership);
            }
        } catch (TaskCancelled e) {
            return new WorkerOutcome(0, 0, 0, 0); // stopped before it had joined
        } finally {
            left.countDown();
        }
    }

    /**
     * Claims no more and lets programs at work finish within the grace time; tasks whose programs have not begun, and those
     * that do not finish, go back to the heads of their queues. Returns when the worker has left. For another thread than the
     * one that runs.
     */
    public void stop(Duration grace) {
        leaving.cancel(Cancellation.Reason.STOPPED);
        whatIsHeld().ifPresent(HeldTasks::stopAhead);
        try {
            if (!left.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                whatIsHeld().ifPresent(HeldTasks::stopAll);
                if (!left.await(AFTER_THE_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    workplace
                            .events()
                            .trouble("the worker has not left " + AFTER_THE_GRACE.toSeconds()
                                    + " s after its grace time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<HeldTasks> whatIsHeld() {
        return Optional.ofNullable(held);
    }

    private WorkerOutcome work(Membership membership) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < workplace.settings().slots(); i++) {
            slots.add(new Slot(
                    i, workplace.programs(), workplace.settings().shares().get(i)));
        }
        HeldTasks tasks = new HeldTasks(slots);
        held = tasks;
        Settlement settlement = new Settlement(membership, workplace.queue(), workplace.events());
        Lease lease = new Lease(membership, workplace.settings().lease(), tasks::lost, workplace.clock());
        Heartbeat heartbeat = new Heartbeat(membership, lease, () -> load(slots), workplace.events());
        try (heartbeat) {
            heartbeat.start();
            serve(membership, tasks, lease, settlement);
        } finally {
            slots.forEach(Slot::close);
        }
        return settlement.outcome();
    }

    private void serve(Membership membership, HeldTasks tasks, Lease lease, Settlement settlement) {
        WorkerSettings settings = workplace.settings();
        Pace pace = new Pace();
        ExecutorService threads = Executors.newCachedThreadPool(Worker::taskThread);
        Dispatcher dispatcher = new Dispatcher(
                settings,
                membership,
                tasks,
                pace,
                workplace.scratch(),
                new Idleness(workplace.queue(), settings.roles()),
                new Patience(leaving, workplace.events()),
                task -> threads.execute(new TaskRun(workplace, tasks, task, lease, settlement, pace)));
        try {
            dispatcher.run();
        } catch (TaskCancelled e) {
            tasks.stopAhead(); // also what was claimed a moment ago
        } catch (RuntimeException e) {
            tasks.stopAll();
            throw e;
        } finally {
            // leases are kept until the last task is done
            threads.shutdown();
            awaitTasks(threads, tasks);
        }
    }

    private static WorkerLoad load(List<Slot> slots) {
        return new WorkerLoad(
                slots.stream().map(Slot::load).flatMap(Optional::stream).toList());
    }

    private void awaitTasks(ExecutorService threads, HeldTasks tasks) {
        try {
            boolean ended;
            do {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES); // their timeouts bound all tasks
            } while (!ended);
        } catch (InterruptedException e) {
            tasks.stopAll();
            awaitStopped(threads);
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStopped(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(AFTER_THE_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                workplace
                        .events()
                        .trouble("tasks go on " + AFTER_THE_GRACE.toSeconds() + " s after they were told to end");
            }
        } catch (InterruptedException e) {
            workplace.events().trouble("interrupted twice: tasks are left before they have ended");
        }
    }

    private static Thread taskThread(Runnable task) {
        Thread thread = new Thread(task, "task");
        thread.setDaemon(true);
        return thread;
    }
}
