/** What a terminal shows while something runs. */
@NullMarked
package symphony.app.terminal;

import org.jspecify.annotations.NullMarked;
