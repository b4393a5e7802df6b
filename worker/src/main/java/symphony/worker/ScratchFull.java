package symphony.worker;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/** The disk for task folders has no room: no fault of the storage, nor of the task. */
final class ScratchFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScratchFull(IOException fault) {
        super(fault.getMessage(), fault);
    }

    /** The fault as it is. @throws ScratchFull where it says that the disk is full */
    static IOException unlessFull(IOException fault) {
        if (isSaidBy(fault)) {
            throw new ScratchFull(fault);
        }
        return fault;
    }

    /** Whether a fault of writing to a local disk says that it is full: ENOSPC, EDQUOT, ERROR_DISK_FULL. */
    private static boolean isSaidBy(IOException fault) {
        return Stream.<Throwable>iterate(fault, e -> e != null, Throwable::getCause)
                .map(e -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(message -> message.contains("no space left on device")
                        || message.contains("quota exceeded")
                        || message.contains("not enough space on the disk"));
    }
}
