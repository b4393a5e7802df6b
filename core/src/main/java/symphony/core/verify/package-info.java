/** Findings, and the rules that make them: every error that would cost a night, found at once. */
@NullMarked
package symphony.core.verify;

import org.jspecify.annotations.NullMarked;
