/** OpenCV's native library and the little that the stages need of pictures. */
@NullMarked
package symphony.vision.image;

import org.jspecify.annotations.NullMarked;
