/** The queues on Redis: plain lists, and beside them what makes claims safe. Nothing else knows the keys. */
@NullMarked
package symphony.redis;

import org.jspecify.annotations.NullMarked;
