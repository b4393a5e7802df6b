/** {@code bench/run verify}: the cheap part of the verification, against a bare listing that reads as little. */
@NullMarked
package symphony.bench.verify;

import org.jspecify.annotations.NullMarked;
