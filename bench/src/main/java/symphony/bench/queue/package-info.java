/** {@code bench/run queue}: the queue and the worker against raw Redis, BullMQ, RQ and Sidekiq. */
@NullMarked
package symphony.bench.queue;

import org.jspecify.annotations.NullMarked;
