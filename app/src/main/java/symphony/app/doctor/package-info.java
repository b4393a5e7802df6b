/** What is wrong with this machine, its Redis, storage, registry and programs, seen by trying. */
@NullMarked
package symphony.app.doctor;

import org.jspecify.annotations.NullMarked;
