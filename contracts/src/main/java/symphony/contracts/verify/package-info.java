/** A good workspace, and the catalogue of faults that the verification has to find in it. */
@NullMarked
package symphony.contracts.verify;

import org.jspecify.annotations.NullMarked;
