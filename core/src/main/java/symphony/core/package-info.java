/**
 * What everything means and what should happen next. Pure: values, decisions and the three ports; no network, no
 * framework, no clock of its own.
 */
@NullMarked
package symphony.core;

import org.jspecify.annotations.NullMarked;
