/** What {@code symphony scan} does with scans in storage: find, show, register, rename, complete their logs. */
@NullMarked
package symphony.app.scan;

import org.jspecify.annotations.NullMarked;
