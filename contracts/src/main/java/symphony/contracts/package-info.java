/** What every implementation of a port has to hold, as tests to inherit; and the in-memory ports of other tests. */
@NullMarked
package symphony.contracts;

import org.jspecify.annotations.NullMarked;
