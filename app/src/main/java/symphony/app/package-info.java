/** The command line and the wiring: the only place that knows all the other modules. */
@NullMarked
package symphony.app;

import org.jspecify.annotations.NullMarked;
