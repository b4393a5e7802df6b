package symphony.vision.process;

/**
 * One box of {@code detections.csv}; pixels, corner top left.
 *
 * @param score 0 to 1
 */
record Detection(long frame, double x, double y, double width, double height, double score) {
    double centreX() {
        return x + width / 2;
    }

    double centreY() {
        return y + height / 2;
    }

    /** The mean of width and height. */
    double size() {
        return (width + height) / 2;
    }

    /** Intersection over union with this box moved by {@code dx, dy}. */
    double overlap(double dx, double dy, Detection other) {
        double w = Math.min(x + dx + width, other.x + other.width) - Math.max(x + dx, other.x);
        double h = Math.min(y + dy + height, other.y + other.height) - Math.max(y + dy, other.y);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        return w * h / (width * height + other.width * other.height - w * h);
    }
}
