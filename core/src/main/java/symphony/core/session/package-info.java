/** One analysis of one block's scans: the task file that asks for it, and session.json that fixes it. */
@NullMarked
package symphony.core.session;

import org.jspecify.annotations.NullMarked;
