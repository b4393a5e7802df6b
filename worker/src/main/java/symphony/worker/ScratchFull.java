package symphony.worker;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/** The disk for task folders has no room: no fault of the storage, nor of the task. */
final class ScratchFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScratchFull(String message) {
        super(message);
    }

    private ScratchFull(IOException fault) {
        super(fault.getMessage(), fault);
    }

    /** The fault as it is. @throws ScratchFull where it says that the disk is full */
    static IOException unlessFull(IOException fault) {
        if (isSaidBy(fault)) {
            throw new ScratchFull(fault);
        }
        return fault;
    }

    private static boolean isSaidBy(IOException fault) {
        return Stream.<Throwable>iterate(fault, e -> e != null, Throwable::getCause)
                .anyMatch(e -> isSaidBy(String.valueOf(e.getMessage())));
    }

    /** Whether these are the words of a system whose disk is full: ENOSPC, EDQUOT, ERROR_DISK_FULL. */
    static boolean isSaidBy(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        return words.contains("no space left on device")
                || words.contains("quota exceeded")
                || words.contains("not enough space on the disk");
    }
}
