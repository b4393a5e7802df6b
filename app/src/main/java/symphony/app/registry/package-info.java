/** What the registry holds, for people to read. */
@NullMarked
package symphony.app.registry;

import org.jspecify.annotations.NullMarked;
