package symphony.worker;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.task.Role;
import symphony.worker.program.TaskCancelled;

/**
 * Claims tasks: one for each slot that idles, and for slots at work as many ahead as keep them so. What is claimed ahead and
 * has not begun goes back while a slot idles elsewhere.
 */
final class Dispatcher {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** With its renewals, an idle worker so sends no more than three commands a second. It is woken when there is work. */
    private static final Duration LOOK_AGAIN_WHEN_IDLE = Duration.ofMillis(1_200);
    /** Longer than {@link Idleness} lasts, so that two looks tell; and no more than three a second. */
    private static final Duration LOOK_AGAIN_TO_LEAVE = Duration.ofMillis(350);
    /** Where nothing was to be had ahead, or nobody wanted what is ahead, the queues are left alone for so long. */
    private static final long BETWEEN_QUESTIONS = Duration.ofMillis(300).toNanos();

    private final WorkerSettings settings;
    private final Membership membership;
    private final HeldTasks tasks;
    private final Pace pace;
    private final ScratchSpace scratch;
    private final Idleness idleness;
    private final Patience patience;
    private final Consumer<HeldTask> start;
    private long askAheadAfter = System.nanoTime();
    private long offerAfter = System.nanoTime();

    /**
     * @param patience which ends when the worker leaves
     * @param start begins the work on a task that has been claimed
     */
    Dispatcher(
            WorkerSettings settings,
            Membership membership,
            HeldTasks tasks,
            Pace pace,
            ScratchSpace scratch,
            Idleness idleness,
            Patience patience,
            Consumer<HeldTask> start) {
        this.settings = settings;
        this.membership = membership;
        this.tasks = tasks;
        this.pace = pace;
        this.scratch = scratch;
        this.idleness = idleness;
        this.patience = patience;
        this.start = start;
    }

    /**
     * Claims until nothing is left to do, where the worker is to leave then, or it is interrupted.
     *
     * @throws TaskCancelled when the worker is to leave
     */
    void run() throws TaskCancelled {
        try {
            while (true) {
                patience.check();
                long changes = tasks.changes();
                offerToIdleSlots();
                if (tasks.idleSlots() > 0 && hasRoom()) {
                    if (!claimForIdleSlot()) {
                        if (settings.untilIdle() && tasks.isEmpty() && patience.queue(idleness::lasts)) {
                            return;
                        }
                        awaitWork();
                    }
                } else if (!claimAhead()) {
                    tasks.awaitChange(changes, LOOK_AGAIN);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean claimForIdleSlot() throws TaskCancelled {
        List<Integer> place = tasks.freePlaces(1);
        List<Claim> claims =
                patience.queue(() -> ask(() -> membership.claim(place, tasks.idleSlots(), settings.roles())));
        claims.forEach(this::begin);
        return !claims.isEmpty();
    }

    private void awaitWork() throws TaskCancelled {
        Duration atMost = settings.untilIdle() ? LOOK_AGAIN_TO_LEAVE : LOOK_AGAIN_WHEN_IDLE;
        patience.queue(() -> membership.awaitWork(settings.roles(), atMost));
    }

    /** @return whether something was had */
    private boolean claimAhead() throws TaskCancelled {
        if (!settings.claimAhead() || !hasRoom() || System.nanoTime() - askAheadAfter < 0) {
            return false;
        }
        int ahead = tasks.ahead();
        List<Role> wanted = settings.roles().stream()
                .filter(role -> wantsMore(ahead, pace.ahead(role) * settings.slots()))
                .toList();
        if (wanted.isEmpty()) {
            return false;
        }
        // by the shortest wish of those roles, for there is no telling of which of them the tasks will be
        int each =
                wanted.stream().map(pace::ahead).min(Comparator.naturalOrder()).orElse(1);
        int count = Math.min(each * settings.slots() - ahead, mostHeld() - tasks.size());
        List<Integer> places = tasks.freePlaces(Math.max(1, count));
        List<Claim> claims = patience.queue(() -> ask(() -> membership.claim(places, 0, wanted)));
        claims.forEach(this::begin);
        if (claims.isEmpty()) {
            askAheadAfter = System.nanoTime() + BETWEEN_QUESTIONS;
        }
        return !claims.isEmpty();
    }

    /** Several short ones are claimed in one call, when half of them have begun. */
    private boolean wantsMore(int ahead, int wish) {
        return wish > settings.slots() ? 2 * ahead <= wish : ahead < wish;
    }

    /** Tasks that have not begun go to slots that idle elsewhere. */
    private void offerToIdleSlots() {
        if (System.nanoTime() - offerAfter < 0) {
            return;
        }
        List<HeldTask> spare = tasks.offer();
        if (spare.isEmpty()) {
            return;
        }
        offerAfter = System.nanoTime() + BETWEEN_QUESTIONS;
        Set<Claim> gone = Set.of();
        try {
            gone = ask(() ->
                    membership.yieldToIdle(spare.stream().map(HeldTask::claim).toList()));
        } catch (QueueUnavailable e) {
            return; // asked again later: what waits for the answer cannot begin
        } finally {
            tasks.offered(spare, gone);
        }
    }

    /** A worker outlives an answer that it does not understand as it outlives none: it says so, and asks again later. */
    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (QueueUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new QueueUnavailable("an answer of the queues is not understood: " + e.getMessage(), e);
        }
    }

    private void begin(Claim claim) {
        idleness.interrupted();
        start.accept(tasks.add(claim));
    }

    private boolean hasRoom() {
        return !tasks.hasAlone() && !scratch.isFull() && tasks.size() < mostHeld();
    }

    private int mostHeld() {
        int wish = settings.slots() * (1 + (settings.claimAhead() ? pace.around(settings.roles()) : 1));
        return Math.min(wish, scratch.mostFolders());
    }
}
