/** What should exist against what does: the plan, and who comes after whom. Pure functions. */
@NullMarked
package symphony.core.plan;

import org.jspecify.annotations.NullMarked;
