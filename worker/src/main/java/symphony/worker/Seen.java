package symphony.worker;

import java.util.Optional;
import symphony.core.pipeline.ExpectedOutput;
import symphony.core.store.StoredObject;

/**
 * What lay in storage of an expected output when it was looked at.
 *
 * @param run the run it has to be of
 * @param whole whether it is whole, of that run or a newer one: nothing is to be made
 */
record Seen(ExpectedOutput output, int run, Optional<StoredObject> object, boolean whole) {}
