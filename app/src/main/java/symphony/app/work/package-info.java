/** A worker of this machine: which programs it runs, how it is stopped, what it tells. */
@NullMarked
package symphony.app.work;

import org.jspecify.annotations.NullMarked;
