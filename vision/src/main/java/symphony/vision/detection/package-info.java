/** The detection stage with the detector that needs no model: frames in, boxes of fruit out, marked as uncalibrated. */
@NullMarked
package symphony.vision.detection;

import org.jspecify.annotations.NullMarked;
