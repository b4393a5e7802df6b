/**
 * The built-in stage programs: rvm, preproc, detection, process, postprocess; and the scan simulator, which no stage
 * knows. They speak the contract of stage programs and nothing else of the product.
 */
@NullMarked
package symphony.vision;

import org.jspecify.annotations.NullMarked;
