/** One class a command: reads its arguments, calls what does the work, prints what a person or a script wants. */
@NullMarked
package symphony.app.command;

import org.jspecify.annotations.NullMarked;
