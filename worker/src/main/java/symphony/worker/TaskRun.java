package symphony.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import symphony.core.artifact.RowVideoMap;
import symphony.core.queue.Claim;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.program.TaskCancelled;

/**
 * Takes one task from its claim to its end, in a thread of its own: what is lacking → inputs → a slot's program → outputs
 * checked → published, records after them → successors → complete. Only the program needs a slot, so that while it runs the
 * inputs of the next tasks are fetched and the outputs of the last ones published. A crash between any two steps is mended by
 * doing the task again.
 */
final class TaskRun implements Runnable {
    private final Workplace workplace;
    private final HeldTasks tasks;
    private final HeldTask held;
    private final Lease lease;
    private final Settlement settlement;
    private final Pace pace;
    private final Claim claim;
    private final Patience patience;
    private int slot = WorkerEvents.NO_SLOT;

    TaskRun(Workplace workplace, HeldTasks tasks, HeldTask held, Lease lease, Settlement settlement, Pace pace) {
        this.workplace = workplace;
        this.tasks = tasks;
        this.held = held;
        this.lease = lease;
        this.settlement = settlement;
        this.pace = pace;
        this.claim = held.claim();
        this.patience = new Patience(held.cancellation(), workplace.events());
    }

    @Override
    public void run() {
        try {
            settle();
        } catch (TaskCancelled e) {
            settlement.cancelled(claim, slot, e.reason());
        } catch (RuntimeException e) {
            settlement.abandoned(claim, slot, e);
        } finally {
            tasks.settled(held);
        }
    }

    private void settle() throws TaskCancelled {
        try {
            serve();
        } catch (TaskFailed e) {
            settlement.failed(claim, slot, e.failure(), patience);
        } catch (ScratchFull e) {
            workplace.scratch().foundFull(e);
            settlement.released(claim, slot, "the disk of this worker is full", patience);
        } catch (IOException e) {
            TaskFailed failed = TaskFailed.tryAgain("on this worker: " + e);
            settlement.failed(claim, slot, failed.failure(), patience);
        } catch (RuntimeException | Error e) {
            TaskFailed failed = TaskFailed.counted("the worker failed over this task: " + e);
            settlement.failed(claim, slot, failed.failure(), patience);
        }
    }

    private void serve() throws IOException, TaskFailed, TaskCancelled {
        long claimed = System.nanoTime();
        TaskSurvey survey = TaskSurvey.of(task(), workplace.store(), workplace.sessions(), patience);
        if (survey.isOutdated()) {
            settlement.skipped(claim, "a redo has raised the run that is due", patience);
        } else if (survey.lacking().isEmpty()) {
            goOn(survey);
            settlement.skipped(claim, "its outputs are whole already", patience);
        } else {
            make(survey, claimed);
        }
    }

    private void make(TaskSurvey survey, long claimed) throws IOException, TaskFailed, TaskCancelled {
        long ready;
        long began;
        long ended;
        try (Attempt attempt = Attempt.fetch(workplace, claim, survey, patience)) {
            ready = System.nanoTime();
            Slot own = tasks.takeSlot(held);
            began = System.nanoTime();
            try {
                slot = own.number();
                workplace.events().taskStarted(slot, task());
                attempt.run(own, held.cancellation());
            } finally {
                tasks.giveSlot(held, own);
            }
            ended = System.nanoTime();
            attempt.publish(lease);
        }
        goOn(survey);
        long published = System.nanoTime();
        settlement.done(claim, slot, Duration.ofNanos(published - began), patience);
        pace.measured(task().role(), ready - claimed, ended - began, published - ended);
    }

    /** Enqueues whom the task enables. */
    private void goOn(TaskSurvey survey) throws TaskFailed, TaskCancelled, IOException {
        // rvm has just made the map, or another has
        Optional<RowVideoMap> map = task().role() == Role.RVM
                ? workplace.sessions().read(task().root(), patience).map()
                : survey.files().map();
        new Onward(workplace.store(), workplace.queue(), patience).after(task(), survey.ownParts(), survey.runs(), map);
    }

    private Task task() {
        return claim.task();
    }
}
