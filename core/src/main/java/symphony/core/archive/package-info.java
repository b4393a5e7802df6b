/** Streams over archives that come from outside: nothing in them is believed, and a fault of the storage is none of theirs. */
@NullMarked
package symphony.core.archive;

import org.jspecify.annotations.NullMarked;
