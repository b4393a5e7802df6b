/** From task files to sessions in storage and tasks in queues. */
@NullMarked
package symphony.app.session;

import org.jspecify.annotations.NullMarked;
