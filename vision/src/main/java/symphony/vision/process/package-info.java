/** The process stage: detections of one row part become clusters, each counted once and given to a vine. */
@NullMarked
package symphony.vision.process;

import org.jspecify.annotations.NullMarked;
