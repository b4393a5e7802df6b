/**
 * Who did what, when, for how long: the tasks from their records in storage, the commands from a log in the workspace. Both
 * outlive Redis.
 */
@NullMarked
package symphony.app.history;

import org.jspecify.annotations.NullMarked;
