/** The grammar of storage keys, both ways, and what lies under them: row video map, records, logs. Nothing outside knows a key's form. */
@NullMarked
package symphony.core.artifact;

import org.jspecify.annotations.NullMarked;
