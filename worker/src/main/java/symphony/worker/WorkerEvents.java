package symphony.worker;

import java.time.Duration;
import symphony.core.queue.Failure;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.Task;

/** What a worker tells of itself, from its own threads: implementations are quick and safe for several threads. */
public interface WorkerEvents {
    /** Hears nothing. */
    WorkerEvents NONE = new WorkerEvents() {};

    /** In place of a slot's number: the task's program was not started. */
    int NO_SLOT = -1;

    /** Its inputs are here and its program begins. */
    default void taskStarted(int slot, Task task) {}

    /** @param fraction 0 to 1 */
    default void taskProgress(int slot, Task task, double fraction, String text) {}

    /** @param took from the start of its program until its outputs were published */
    default void taskDone(int slot, Task task, Duration took) {}

    /** Nothing was run: the outputs were whole already, or a redo has overtaken the task. */
    default void taskSkipped(int slot, Task task, String why) {}

    default void taskFailed(int slot, Task task, Failure failure) {}

    /** The task went back to its queue, or another worker has it now. */
    default void taskReturned(int slot, Task task, String why) {}

    /** @param bytes its size */
    default void published(String key, long bytes) {}

    /** The queues cannot be reached; the worker goes on when they are back. Told again while it lasts. */
    default void waitingForQueue(String reason) {}

    /** The storage answers with faults; the worker keeps its results and tries again. Told again while it lasts. */
    default void waitingForStorage(String reason) {}

    /** The disk for task folders is full: the task went back, and no other is claimed for a while. */
    default void scratchFull(String what) {
        trouble(what);
    }

    /** What the slots do and take; told a few times a lease. */
    default void load(WorkerLoad load) {}

    /** Something that hurts no task but should be looked at. */
    default void trouble(String what) {}
}
