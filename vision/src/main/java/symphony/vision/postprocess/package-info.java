/** The postprocess stage: all parts of a session become the block's summary, its yield map and its report. */
@NullMarked
package symphony.vision.postprocess;

import org.jspecify.annotations.NullMarked;
