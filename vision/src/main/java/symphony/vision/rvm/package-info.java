/** Role rvm: from camera logs and block geometry to the row video map and the vines per row. */
@NullMarked
package symphony.vision.rvm;

import org.jspecify.annotations.NullMarked;
