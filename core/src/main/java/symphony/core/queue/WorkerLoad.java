package symphony.core.queue;

import java.util.List;

/**
 * What a worker's slots are doing and what that takes; for those who look.
 *
 * @param slots in the order of their numbers; those without a task may be left out
 */
public record WorkerLoad(List<Slot> slots) {
    public static final WorkerLoad NONE = new WorkerLoad(List.of());

    /**
     * @param number from 0
     * @param task what it works on, for people: an archive, a part, a session
     * @param cores processor time taken a second, of its whole process tree
     * @param memoryBytes of its whole process tree
     * @param progress 0 to 1, or less than 0 where the program does not say
     */
    public record Slot(int number, String task, double cores, long memoryBytes, double progress) {}

    public WorkerLoad {
        slots = List.copyOf(slots);
    }
}
