package symphony.core.queue;

/**
 * Why a program did not do its task.
 *
 * @param reason for the person who reads the dead letter
 * @param log the key of the program's log, or empty
 * @param counted whether it burns a retry; a fault of storage, an eviction or a "try again" does not
 * @param hopeless whether trying again is pointless: straight to the dead letters
 */
public record Failure(String reason, String log, boolean counted, boolean hopeless) {}
