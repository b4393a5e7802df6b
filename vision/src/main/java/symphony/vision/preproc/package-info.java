/** The preproc stage: from one archive of frames to one zip of well spaced, sharp frames per row part. */
@NullMarked
package symphony.vision.preproc;

import org.jspecify.annotations.NullMarked;
