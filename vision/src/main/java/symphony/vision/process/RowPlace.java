package symphony.vision.process;

import java.util.Comparator;
import java.util.List;

/**
 * Where a tracklet hangs.
 *
 * @param along metres along the row from its first vine
 * @param sd metres, one standard deviation
 */
record RowPlace(double along, double sd) {
    /** Metres that no place is surer than. */
    private static final double FLOOR = 0.02;

    private static final int VIEWS = 3;

    /** By the views nearest the image's centre, where neither scale nor depth matter. */
    static RowPlace of(Tracklet track, List<SelectedFrame> frames, Scale scale, double centre) {
        List<Tracklet.View> nearest = track.views().stream()
                .sorted(Comparator.comparingDouble(v -> Math.abs(v.box().centreX() - centre)))
                .limit(VIEWS)
                .toList();
        List<Double> places = nearest.stream()
                .map(v -> scale.along(frames.get(v.frame()), v.box().centreX(), centre))
                .toList();
        double median = Numbers.median(places);
        double spread = 1.48
                * Numbers.median(places.stream().map(p -> Math.abs(p - median)).toList());
        double off = nearest.stream()
                .mapToDouble(v -> Math.abs(v.box().centreX() - centre))
                .min()
                .orElse(0);
        // depth differs from cluster to cluster by about a tenth
        double byDepth = 0.1 * off * Math.abs(scale.metresPerPixel());
        return new RowPlace(median, Math.sqrt(FLOOR * FLOOR + spread * spread + byDepth * byDepth));
    }
}
