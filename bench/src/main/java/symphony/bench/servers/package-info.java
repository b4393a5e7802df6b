/** {@code bench/run servers}: the demo and a chaos run on real servers. */
@NullMarked
package symphony.bench.servers;

import org.jspecify.annotations.NullMarked;
