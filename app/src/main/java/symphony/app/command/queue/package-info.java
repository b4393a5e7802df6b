/** The commands below {@code symphony queue}. */
@NullMarked
package symphony.app.command.queue;

import org.jspecify.annotations.NullMarked;
