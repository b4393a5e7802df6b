package symphony.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.TaskQueue;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;

/**
 * A worker process: one dispatcher that claims for free slots, and as many slots as it was given. It runs once.
 *
 * <p>Queue, store and clock belong to the caller, who closes them after {@link #run} has returned.
 */
public final class Worker {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** Longer than {@link Idleness} lasts, so that two looks tell; and no more than three a second. */
    private static final Duration LOOK_AGAIN_TO_LEAVE = Duration.ofMillis(350);

    private static final Duration AFTER_THE_GRACE = Duration.ofSeconds(10);

    private final WorkerSettings settings;
    private final TaskQueue queue;
    private final ArtifactStore store;
    private final Map<Role, ProgramSpec> programs;
    private final WorkerEvents events;
    private final Clock clock;

    private final Tally tally = new Tally();
    /** Cancelled when no more is to be claimed; tasks at work have their own. */
    private final Cancellation leaving = new Cancellation();

    private final CountDownLatch left = new CountDownLatch(1);
    private final List<Slot> slots = new ArrayList<>();
    private final Deque<Slot> free = new ArrayDeque<>();

    /** @throws IllegalArgumentException where a role has no program */
    public Worker(
            WorkerSettings settings,
            TaskQueue queue,
            ArtifactStore store,
            Map<Role, ProgramSpec> programs,
            WorkerEvents events,
            Clock clock) {
        for (Role role : settings.roles()) {
            if (!programs.containsKey(role)) {
                throw new IllegalArgumentException("no program is given for the role " + role);
            }
        }
        this.settings = settings;
        this.queue = queue;
        this.store = store;
        this.programs = Map.copyOf(programs);
        this.events = events;
        this.clock = clock;
    }

    /** Works until stopped or, where so set, until nothing is left to do for its roles. Blocks. */
    public WorkerOutcome run() {
        try {
            Membership membership =
                    new Patience(leaving, events).queue(() -> queue.join(settings.description(), settings.lease()));
            try (membership) {
                work(membership);
            } catch (QueueUnavailable e) {
                events.waitingForQueue("could not leave in good order: " + e.getMessage());
            }
        } catch (TaskCancelled e) {
            return tally.outcome(); // stopped before it could join
        } finally {
            left.countDown();
        }
        return tally.outcome();
    }

    /**
     * Claims no more and lets tasks at work finish within the grace time; those that do not are ended, and go back to the
     * heads of their queues. Returns when the worker has left. For another thread than the one that runs.
     */
    public void stop(Duration grace) {
        leaving.cancel(Cancellation.Reason.STOPPED);
        wakeDispatcher();
        try {
            if (!left.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                List<Slot> all;
                synchronized (free) {
                    all = List.copyOf(slots);
                }
                all.forEach(Slot::stop);
                if (!left.await(AFTER_THE_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    events.trouble(
                            "the worker has not left " + AFTER_THE_GRACE.toSeconds() + " s after its grace time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Membership membership) {
        ExecutorService threads = Executors.newFixedThreadPool(settings.slots(), Worker::slotThread);
        List<SlotPrograms> all = new ArrayList<>();
        for (int i = 0; i < settings.slots(); i++) {
            SlotPrograms own = new SlotPrograms(programs);
            all.add(own);
            addSlot(i, membership, own);
        }
        Heartbeat heartbeat =
                new Heartbeat(membership, settings.lease(), events, gone -> slots.forEach(slot -> slot.lost(gone)));
        try (heartbeat) {
            heartbeat.start();
            try {
                dispatch(membership, threads);
            } catch (RuntimeException e) {
                slots.forEach(Slot::stop);
                throw e;
            } finally {
                // leases are kept until the last slot is done
                threads.shutdown();
                awaitSlots(threads);
            }
        } finally {
            all.forEach(SlotPrograms::close);
        }
    }

    private void addSlot(int number, Membership membership, SlotPrograms own) {
        TaskCycle cycle = new TaskCycle(new Workplace(settings, store, own, events, clock), queue);
        Slot slot = new Slot(number, settings.roles(), membership, cycle, events, clock, tally, () -> leaving.reason()
                .isPresent());
        synchronized (free) {
            slots.add(slot);
            free.addLast(slot);
        }
    }

    private void dispatch(Membership membership, ExecutorService threads) {
        Patience patience = new Patience(leaving, events);
        Idleness idleness = new Idleness(queue, settings.roles(), clock);
        try {
            while (true) {
                Slot slot = awaitFreeSlot();
                Optional<Claim> claim = patience.queue(() -> membership.claim(slot.number(), settings.roles()));
                if (claim.isPresent()) {
                    idleness.interrupted();
                    takeSlot(slot);
                    threads.execute(() -> runSlot(slot, claim.get()));
                } else if (settings.untilIdle() && allFree() && patience.queue(idleness::lasts)) {
                    return;
                } else {
                    Duration atMost = settings.untilIdle() ? LOOK_AGAIN_TO_LEAVE : LOOK_AGAIN;
                    patience.queue(() -> membership.awaitWork(settings.roles(), atMost));
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                }
            }
        } catch (TaskCancelled e) {
            return; // stopped: nothing more is claimed
        }
    }

    private void runSlot(Slot slot, Claim claim) {
        try {
            slot.run(claim);
        } catch (RuntimeException e) {
            events.trouble("slot " + slot.number() + ": " + e);
        } finally {
            synchronized (free) {
                free.addLast(slot);
                free.notifyAll();
            }
        }
    }

    private Slot awaitFreeSlot() throws TaskCancelled {
        synchronized (free) {
            while (free.isEmpty()) {
                leaving.check();
                try {
                    free.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    leaving.cancel(Cancellation.Reason.STOPPED);
                }
            }
            leaving.check();
            return free.getFirst();
        }
    }

    private void takeSlot(Slot slot) {
        synchronized (free) {
            free.remove(slot);
        }
    }

    private boolean allFree() {
        synchronized (free) {
            return free.size() == slots.size();
        }
    }

    private void wakeDispatcher() {
        synchronized (free) {
            free.notifyAll();
        }
    }

    private void awaitSlots(ExecutorService threads) {
        try {
            boolean ended;
            do {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES); // their timeouts bound all tasks
            } while (!ended);
        } catch (InterruptedException e) {
            slots.forEach(Slot::stop);
            awaitStoppedSlots(threads);
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStoppedSlots(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(AFTER_THE_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                events.trouble("tasks go on " + AFTER_THE_GRACE.toSeconds() + " s after they were told to end");
            }
        } catch (InterruptedException e) {
            events.trouble("interrupted twice: tasks are left before they have ended");
        }
    }

    private static Thread slotThread(Runnable task) {
        Thread thread = new Thread(task, "slot");
        thread.setDaemon(true);
        return thread;
    }
}
