package symphony.core.queue;

import symphony.core.task.QueueName;
import symphony.core.task.Task;

/**
 * A task taken off its queue under a lease.
 *
 * @param token unique for this claim; completing needs it (fencing)
 * @param place which of the worker's places holds it; slot s runs the claim in place s, the places beyond the slots hold
 *     what is claimed ahead
 * @param queue the list it came from and goes back to
 * @param line the text as it stood in the list
 * @param alone whether it has outlived three dead workers, and must run while the worker does nothing else
 */
public record Claim(String token, int place, QueueName queue, String line, Task task, boolean alone) {}
