/** The port to the queues: enqueue, claim under a lease, complete, fail, release, reap. */
@NullMarked
package symphony.core.queue;

import org.jspecify.annotations.NullMarked;
