package symphony.vision.preproc;

/**
 * A frame that the log names, and where along the row it was taken.
 *
 * @param timestamp seconds since 1970 UTC
 * @param along metres along the row from its first vine
 */
record PlacedFrame(long number, double timestamp, double along) {}
