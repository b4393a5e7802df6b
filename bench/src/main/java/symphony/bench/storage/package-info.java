/** Transfer and listing on an S3 server, beside the best that Amazon's library does by itself. */
@NullMarked
package symphony.bench.storage;

import org.jspecify.annotations.NullMarked;
