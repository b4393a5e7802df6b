/** What a machine keeps of a store, so that what many tasks read is fetched once. */
@NullMarked
package symphony.storage.cache;

import org.jspecify.annotations.NullMarked;
