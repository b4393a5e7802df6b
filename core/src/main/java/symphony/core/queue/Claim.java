package symphony.core.queue;

import symphony.core.task.QueueName;
import symphony.core.task.Task;

/**
 * A task taken off its queue under a lease.
 *
 * @param token unique for this claim; completing needs it (fencing)
 * @param queue the list it came from and goes back to
 * @param line the text as it stood in the list
 */
public record Claim(String token, int slot, QueueName queue, String line, Task task) {}
