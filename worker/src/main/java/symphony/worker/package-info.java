/**
 * One worker process: it claims tasks for its slots, keeps their leases, runs stage programs on private folders and
 * publishes what they make. It knows the ports and nothing behind them.
 */
@NullMarked
package symphony.worker;

import org.jspecify.annotations.NullMarked;
