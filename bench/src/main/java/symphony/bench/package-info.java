/** Benchmarks beside peers, each in one run. Knows every module; no module knows it. */
@NullMarked
package symphony.bench;

import org.jspecify.annotations.NullMarked;
