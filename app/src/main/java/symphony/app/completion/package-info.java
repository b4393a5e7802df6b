/** What a shell offers when a person presses Tab. */
@NullMarked
package symphony.app.completion;

import org.jspecify.annotations.NullMarked;
