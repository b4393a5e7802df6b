/** The contract between a worker and a stage program: a folder, exit codes, lines on stderr. */
@NullMarked
package symphony.core.stage;

import org.jspecify.annotations.NullMarked;
