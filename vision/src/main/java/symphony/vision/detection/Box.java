package symphony.vision.detection;

/**
 * A cluster as it is seen in one frame.
 *
 * @param x pixels of the frame from its left edge
 * @param y pixels of the frame from its top edge
 * @param score 0 to 1, larger is surer; no probability
 */
record Box(double x, double y, double width, double height, double score) {
    Box scaled(double factor) {
        return new Box(x * factor, y * factor, width * factor, height * factor, score);
    }
}
