/** The demo: does what a user would do, in a vineyard that the simulator films. */
@NullMarked
package symphony.app.demo;

import org.jspecify.annotations.NullMarked;
