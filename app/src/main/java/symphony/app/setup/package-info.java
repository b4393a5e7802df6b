/** Makes a machine part of a fleet: its workspace and secrets, and the services that the operating system runs. */
@NullMarked
package symphony.app.setup;

import org.jspecify.annotations.NullMarked;
