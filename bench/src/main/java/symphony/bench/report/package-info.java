/** What a benchmark measured, as a Markdown table for people and as JSON for scripts. */
@NullMarked
package symphony.bench.report;

import org.jspecify.annotations.NullMarked;
