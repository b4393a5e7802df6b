package symphony.vision.process;

/**
 * One line of {@code frames.csv}.
 *
 * @param number the frame's number
 * @param along the camera's metres along the row from its first vine
 * @param shiftX pixels that the image's content moved to the right since the frame before; NaN where not known
 */
record SelectedFrame(long number, double along, double shiftX) {}
