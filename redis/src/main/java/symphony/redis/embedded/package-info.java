/** One real Redis server for a workspace, shared by the commands that use it and gone with the last of them. */
@NullMarked
package symphony.redis.embedded;

import org.jspecify.annotations.NullMarked;
