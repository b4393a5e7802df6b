/** Real servers as a fleet meets them, on loopback, for tests and benchmarks. */
@NullMarked
package symphony.servers;

import org.jspecify.annotations.NullMarked;
