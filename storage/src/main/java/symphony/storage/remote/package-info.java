/**
 * Stores behind a network: what all object services have in common (resumed reads, checksums from end to end, parallel
 * transfer, publication whose lost answer is looked up), and beneath it the few requests each service is asked.
 */
@NullMarked
package symphony.storage.remote;

import org.jspecify.annotations.NullMarked;
