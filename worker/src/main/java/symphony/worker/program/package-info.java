/**
 * Stage programs as processes: how they are started, given tasks, watched and ended, and what of the machine each slot's get.
 * Knows nothing of queues and storage.
 */
@NullMarked
package symphony.worker.program;

import org.jspecify.annotations.NullMarked;
