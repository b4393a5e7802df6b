/** Roles, queue names, and the task: one line of JSON in a queue. */
@NullMarked
package symphony.core.task;

import org.jspecify.annotations.NullMarked;
