/** The zips that stages exchange: written so that the same contents give the same bytes, read with bounds. */
@NullMarked
package symphony.vision.zip;

import org.jspecify.annotations.NullMarked;
