/**
 * A scan as it lies in storage: its files and minutes, its track, what to register it as, and how files of old names get
 * their new ones.
 */
@NullMarked
package symphony.core.scan;

import org.jspecify.annotations.NullMarked;
