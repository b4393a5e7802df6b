package symphony.vision.sim;

/**
 * What can be set about a simulated scan.
 *
 * @param seed the same seed gives the same frames, logs and truth
 * @param frameWidth pixels
 * @param frameHeight pixels
 * @param pixelsPerMetre at the row that is filmed
 * @param speed metres per second, on average
 * @param gpsHertz fixes per second, a divisor of 20; frames between two fixes repeat the older one, as receivers do
 * @param gpsNoise metres, one sigma of the slow error on each axis
 * @param gpsBias metres, the constant error
 * @param clustersPerVine mean number of clusters on each side of a vine
 * @param leafCover 0 to 1: how many leaves hang before the clusters
 * @param jpegQuality 0 to 1
 */
public record SimulatorSettings(
        long seed,
        int frameWidth,
        int frameHeight,
        double pixelsPerMetre,
        double speed,
        int gpsHertz,
        double gpsNoise,
        double gpsBias,
        double clustersPerVine,
        double leafCover,
        double jpegQuality) {
    /** Fixed by the format of archives and logs. */
    static final int FRAMES_PER_SECOND = 20;

    /** A cluster is called visible where leaves leave at least this share of it in sight. */
    static final double VISIBLE_SHARE = 0.4;

    public SimulatorSettings {
        require(frameWidth >= 64 && frameHeight >= 40, "a frame has at least 64 x 40 pixels");
        require(pixelsPerMetre > 0 && speed > 0, "scale and speed are positive");
        require(
                gpsHertz > 0 && FRAMES_PER_SECOND % gpsHertz == 0,
                "fixes per second must divide " + FRAMES_PER_SECOND + ", not be " + gpsHertz);
        require(gpsNoise >= 0 && gpsBias >= 0 && clustersPerVine >= 0, "noise, bias and clusters are not negative");
        require(leafCover >= 0 && leafCover <= 1, "leaf cover is between 0 and 1");
        require(jpegQuality > 0 && jpegQuality <= 1, "JPEG quality is between 0 and 1");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** What the demo films: 480 x 300, 1.6 m wide. */
    public static SimulatorSettings demo(long seed) {
        return new SimulatorSettings(seed, 480, 300, 300, 1.5, 10, 0.15, 0.2, 7, 0.3, 0.8);
    }

    /** For tests: 320 x 200, the same 1.6 m wide. */
    public static SimulatorSettings small(long seed) {
        return new SimulatorSettings(seed, 320, 200, 200, 1.5, 10, 0.15, 0.2, 5, 0.3, 0.7);
    }

    public SimulatorSettings withGps(int hertz, double noise, double bias) {
        return new SimulatorSettings(
                seed,
                frameWidth,
                frameHeight,
                pixelsPerMetre,
                speed,
                hertz,
                noise,
                bias,
                clustersPerVine,
                leafCover,
                jpegQuality);
    }

    public SimulatorSettings withFruit(double perVine, double cover) {
        return new SimulatorSettings(
                seed,
                frameWidth,
                frameHeight,
                pixelsPerMetre,
                speed,
                gpsHertz,
                gpsNoise,
                gpsBias,
                perVine,
                cover,
                jpegQuality);
    }

    public SimulatorSettings withSpeed(double metresPerSecond) {
        return new SimulatorSettings(
                seed,
                frameWidth,
                frameHeight,
                pixelsPerMetre,
                metresPerSecond,
                gpsHertz,
                gpsNoise,
                gpsBias,
                clustersPerVine,
                leafCover,
                jpegQuality);
    }
}
