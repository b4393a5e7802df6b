/** Object storage in a local folder: each object a file, published whole or not at all. */
@NullMarked
package symphony.storage;

import org.jspecify.annotations.NullMarked;
