package symphony.vision.sim;

/**
 * Where the vehicle truly is when a frame is taken.
 *
 * @param heading radians, counter-clockwise from east
 * @param alley the alley it drives in, {@link #TURN} in a headland turn
 * @param forth whether it drives from the first vines to the last
 */
record Pose(Vec at, double heading, int alley, boolean forth) {
    static final int TURN = -1;
}
