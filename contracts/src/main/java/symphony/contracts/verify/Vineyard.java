package symphony.contracts.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of straight rows, and the vehicle that films it: along each alley in a serpentine, half circles between.
 *
 * @param rows two or more
 * @param vines in each row
 * @param rowSpace metres
 * @param plantSpace metres
 * @param longitude of the first row's first vine, degrees
 * @param latitude the same
 * @param bearing of the rows, degrees from north to east
 */
public record Vineyard(
        int rows, int vines, double rowSpace, double plantSpace, double longitude, double latitude, double bearing) {
    /** Metres between two frames: 1.5 m/s at 20 frames/s. */
    private static final double STEP = 0.075;

    private static final double OVERHANG = 2;
    private static final double METRES_A_DEGREE = 111_320;

    /** Five rows of twenty vines. */
    public static final Vineyard USUAL = new Vineyard(5, 20, 2.4, 1.5, -122.5, 38.5, 0);

    double length() {
        return (vines - 1) * plantSpace;
    }

    /** Longitude and latitude of a place that many metres across the rows and along them. */
    double[] at(double across, double along) {
        double turn = Math.toRadians(bearing);
        double east = across * Math.cos(turn) + along * Math.sin(turn);
        double north = along * Math.cos(turn) - across * Math.sin(turn);
        return new double[] {
            longitude + east / (METRES_A_DEGREE * Math.cos(Math.toRadians(latitude))),
            latitude + north / METRES_A_DEGREE
        };
    }

    /** Where the vehicle is at each frame. */
    List<double[]> drive() {
        List<double[]> places = new ArrayList<>();
        int straight = (int) ((length() + 2 * OVERHANG) / STEP);
        double radius = rowSpace / 2;
        int turn = (int) (Math.PI * radius / STEP);
        for (int alley = 1; alley < rows; alley++) {
            double across = (alley - 0.5) * rowSpace;
            boolean up = alley % 2 == 1;
            for (int i = 0; i < straight; i++) {
                places.add(at(across, up ? i * STEP - OVERHANG : length() + OVERHANG - i * STEP));
            }
            for (int i = 0; alley < rows - 1 && i < turn; i++) {
                double angle = Math.PI * i / turn;
                double end = up ? length() + OVERHANG : -OVERHANG;
                places.add(
                        at(across + radius - radius * Math.cos(angle), end + (up ? 1 : -1) * radius * Math.sin(angle)));
            }
        }
        return places;
    }
}
