/** A cloud's word that it will take the machine away, and the answer that the machine is ready. */
@NullMarked
package symphony.worker.eviction;

import org.jspecify.annotations.NullMarked;
