/** What operators' commands do beyond the port to the queues: choosing by glob and by field, files of saved queues. */
@NullMarked
package symphony.app.queue;

import org.jspecify.annotations.NullMarked;
