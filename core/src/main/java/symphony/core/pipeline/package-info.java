/** What each role takes and makes, and who comes after whom. Pure functions of a task, its session and its map. */
@NullMarked
package symphony.core.pipeline;

import org.jspecify.annotations.NullMarked;
