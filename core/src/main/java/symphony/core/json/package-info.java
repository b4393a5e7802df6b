/** Strict reading of JSON fields, with errors that name the field. */
@NullMarked
package symphony.core.json;

import org.jspecify.annotations.NullMarked;
