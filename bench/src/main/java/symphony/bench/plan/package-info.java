/** {@code bench/run plan}: what is missing of many row parts, against a bare listing, ninja and Snakemake. */
@NullMarked
package symphony.bench.plan;

import org.jspecify.annotations.NullMarked;
