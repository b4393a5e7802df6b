/** The port to object storage: list, read, publish once. */
@NullMarked
package symphony.core.store;

import org.jspecify.annotations.NullMarked;
