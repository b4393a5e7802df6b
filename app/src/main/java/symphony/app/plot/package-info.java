/** Plots of what was done, as SVG and as PNG. */
@NullMarked
package symphony.app.plot;

import org.jspecify.annotations.NullMarked;
