package symphony.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import symphony.core.queue.Claim;
import symphony.worker.program.Cancellation;
import symphony.worker.program.TaskCancelled;

/**
 * All tasks that this worker has claimed, and the slots that run their programs. A slot is handed to the task that was
 * claimed first of those whose inputs are here.
 */
final class HeldTasks {
    private final int slots;
    /** The one used last comes first: its serving program is warm. */
    private final Deque<Slot> free = new ArrayDeque<>();

    private final Map<String, HeldTask> tasks = new LinkedHashMap<>();
    private final BitSet places = new BitSet();
    private boolean stopped;
    private long changes;

    HeldTasks(Collection<Slot> slots) {
        this.slots = slots.size();
        free.addAll(slots);
    }

    synchronized HeldTask add(Claim claim) {
        HeldTask task = new HeldTask(claim);
        tasks.put(claim.token(), task);
        places.set(claim.place());
        if (stopped) {
            task.cancellation().cancel(Cancellation.Reason.STOPPED);
        } else if (claim.alone()) {
            cancelAhead(Cancellation.Reason.DISPLACED);
        }
        return task;
    }

    /** Waits for a slot. */
    Slot takeSlot(HeldTask task) throws TaskCancelled {
        CompletableFuture<Slot> turn = new CompletableFuture<>();
        synchronized (this) {
            task.turn = turn;
            grant();
        }
        task.cancellation().whenCancelled(() -> turn.completeExceptionally(new InterruptedException()));
        try {
            return turn.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            turn.completeExceptionally(e);
            task.cancellation().cancel(Cancellation.Reason.STOPPED);
        } catch (ExecutionException e) {
            // cancelled: told below
        } finally {
            synchronized (this) {
                task.turn = null;
            }
        }
        task.cancellation().check();
        throw new IllegalStateException("a turn is given up by a cancellation alone");
    }

    /** The task's program has ended. */
    synchronized void giveSlot(HeldTask task, Slot slot) {
        task.stage = HeldTask.Stage.BEHIND;
        free.addFirst(slot);
        changed();
    }

    /** The task is no longer held. */
    synchronized void settled(HeldTask task) {
        tasks.remove(task.claim().token());
        places.clear(task.claim().place());
        changed();
    }

    /** These are another's now, or nobody's. */
    synchronized void lost(Set<Claim> gone) {
        for (Claim claim : gone) {
            HeldTask task = tasks.get(claim.token());
            if (task != null) {
                task.cancellation().cancel(Cancellation.Reason.LOST);
            }
        }
    }

    /** Tasks that have not begun go back to the heads of their queues. */
    synchronized void stopAhead() {
        cancelAhead(Cancellation.Reason.STOPPED);
        changed();
    }

    /** All go back, and any that is still added: programs are killed. */
    synchronized void stopAll() {
        stopped = true;
        tasks.values().forEach(task -> task.cancellation().cancel(Cancellation.Reason.STOPPED));
        changed();
    }

    synchronized boolean isEmpty() {
        return tasks.isEmpty();
    }

    synchronized int size() {
        return tasks.size();
    }

    /** Tasks that have not begun. */
    synchronized int ahead() {
        return count(HeldTask.Stage.AHEAD);
    }

    /** Slots for which no task is on its way. */
    synchronized int idleSlots() {
        return Math.max(0, slots - count(HeldTask.Stage.RUNNING) - count(HeldTask.Stage.AHEAD));
    }

    /** Whether a task is held that has to be alone: nothing may be claimed beside it. */
    synchronized boolean hasAlone() {
        return tasks.values().stream().anyMatch(task -> task.claim().alone());
    }

    /** Places that hold no claim, the lowest ones. */
    synchronized List<Integer> freePlaces(int count) {
        List<Integer> found = new ArrayList<>();
        for (int place = 0; found.size() < count; place++) {
            place = places.nextClearBit(place);
            found.add(place);
        }
        return found;
    }

    /** Tasks that have not begun and are more than there are idle slots here, the last claimed first; they are kept from beginning. */
    synchronized List<HeldTask> offer() {
        int own = slots - count(HeldTask.Stage.RUNNING);
        List<HeldTask> ahead = tasks.values().stream()
                .filter(task ->
                        task.stage == HeldTask.Stage.AHEAD && !task.claim().alone())
                .toList();
        List<HeldTask> spare = new ArrayList<>(ahead.subList(Math.min(Math.max(0, own), ahead.size()), ahead.size()));
        Collections.reverse(spare);
        spare.forEach(task -> task.offered = true);
        return spare;
    }

    /** The question has been answered: those that went are dropped here, the others may begin. */
    synchronized void offered(List<HeldTask> spare, Set<Claim> gone) {
        for (HeldTask task : spare) {
            task.offered = false;
            if (gone.contains(task.claim())) {
                task.cancellation().cancel(Cancellation.Reason.YIELDED);
            }
        }
        changed();
    }

    /** A number that grows with each change a claimer would want to know of. */
    synchronized long changes() {
        return changes;
    }

    /** Returns when something has changed since {@link #changes} was {@code seen}, or the time is over. */
    synchronized void awaitChange(long seen, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); changes == seen && left > 0; ) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    private void changed() {
        changes++;
        notifyAll();
        grant();
    }

    private void grant() {
        for (HeldTask task : tasks.values()) {
            if (free.isEmpty()) {
                return;
            }
            CompletableFuture<Slot> turn = task.turn;
            if (turn != null && mayBegin(task)) {
                Slot slot = free.removeFirst();
                if (turn.complete(slot)) {
                    task.stage = HeldTask.Stage.RUNNING;
                    changes++;
                    notifyAll();
                } else {
                    free.addFirst(slot); // it was cancelled a moment ago
                }
            }
        }
    }

    private boolean mayBegin(HeldTask task) {
        return task.stage == HeldTask.Stage.AHEAD
                && !task.offered
                && task.cancellation().reason().isEmpty()
                && (task.claim().alone() ? isFirstOfLonely(task) : !hasAlone());
    }

    private boolean isFirstOfLonely(HeldTask task) {
        return tasks.values().iterator().next() == task
                && tasks.values().stream().allMatch(other -> other.claim().alone());
    }

    private void cancelAhead(Cancellation.Reason why) {
        tasks.values().stream()
                .filter(task -> task.stage == HeldTask.Stage.AHEAD)
                .filter(task ->
                        why == Cancellation.Reason.STOPPED || !task.claim().alone())
                .forEach(task -> task.cancellation().cancel(why));
    }

    private int count(HeldTask.Stage stage) {
        int count = 0;
        for (HeldTask task : tasks.values()) {
            if (task.stage == stage) {
                count++;
            }
        }
        return count;
    }
}
