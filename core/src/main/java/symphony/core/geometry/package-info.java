/** Where things are: a plane in metres, the vehicle's track on it, and the lines of a block's rows. No images here. */
@NullMarked
package symphony.core.geometry;

import org.jspecify.annotations.NullMarked;
