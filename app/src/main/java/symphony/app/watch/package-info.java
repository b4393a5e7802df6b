/** The watching repair: compares sessions again and again, and heals what was lost without being asked. */
@NullMarked
package symphony.app.watch;

import org.jspecify.annotations.NullMarked;
