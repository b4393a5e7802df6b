package symphony.vision.detection;

/**
 * A connected patch of fruit colour, in the pixels it was found in.
 *
 * @param area pixels
 * @param relief mean of {@link Relief} over it
 * @param light its brightness, 1 = that of leaves
 */
record Blob(int left, int top, int width, int height, int area, double relief, double light) {

    /** @param cluster usual width of a cluster, pixels */
    Box box(double cluster) {
        double usual = usualArea(cluster);
        double size = Math.min(1, area / (0.7 * usual));
        double fill = Math.min(1, area / (0.65 * width * height));
        double berries = Math.min(1, relief / 0.2);
        return new Box(left, top, width, height, 0.5 * size + 0.25 * fill + 0.25 * berries);
    }

    /** A cluster hangs: what lies on its side is a wire, a cane, an edge. */
    boolean isUpright() {
        return width < 1.9 * height;
    }

    /** A cluster is half again as long as wide and fills two thirds of its box. */
    static double usualArea(double cluster) {
        return cluster * cluster;
    }
}
