/**
 * {@code bench/run chaos}: real workers, programs and a real Redis, to which every kind of fault happens at random; then the
 * whole history is held against what must be true.
 */
@NullMarked
package symphony.bench.chaos;

import org.jspecify.annotations.NullMarked;
