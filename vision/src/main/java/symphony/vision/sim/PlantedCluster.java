package symphony.vision.sim;

/**
 * A cluster of grapes on a row wall.
 *
 * @param vine number of the vine it grows on
 * @param along metres of its middle from the row's first vine
 * @param height metres of its middle above the ground
 * @param width metres
 * @param length metres from its top to its tip
 */
record PlantedCluster(RowSide side, int vine, double along, double height, double width, double length, Look look) {}
