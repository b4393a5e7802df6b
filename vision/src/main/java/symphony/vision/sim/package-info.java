/**
 * The scan simulator: a vineyard with clusters whose number is known, driven through and filmed into archives and logs
 * in the fixed formats. No stage may know it; it knows no stage.
 */
@NullMarked
package symphony.vision.sim;

import org.jspecify.annotations.NullMarked;
