package symphony.vision.sim;

/**
 * Where things of a row side lie in a frame. The scale is that of the row wall and the same over the frame.
 *
 * @param sign 1 where the frame's right is towards the last vine, else -1
 * @param along metres of the camera from the row's first vine
 * @param shakeX pixels the frame's content is moved to the right
 * @param shakeY pixels the frame's content is moved down
 */
record View(SimulatorSettings settings, int sign, double along, int shakeX, int shakeY) {
    /** Height of the frame's top edge above the ground, in metres. */
    static final double TOP = 1.5;

    /** Pixels from the frame's left edge. */
    double x(double metresAlong) {
        return settings.frameWidth() / 2.0 + sign * (metresAlong - along) * settings.pixelsPerMetre() + shakeX;
    }

    /** Pixels from the frame's top edge. */
    double y(double metresHigh) {
        return (TOP - metresHigh) * settings.pixelsPerMetre() + shakeY;
    }
}
