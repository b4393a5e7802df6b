package symphony.vision.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The second look, when the whole part is known: clusters do not move, so tracklets at one place of the row's wall that
 * never appear together are one cluster that was hidden for a while.
 */
final class SamePlace {
    /** In sizes of the smaller; touching clusters lie further apart. */
    private static final double NEAR = 0.6;
    /** Metres of doubt in a place that are allowed on top, at most. */
    private static final double MOST_DOUBT = 0.06;

    private record Pair(int a, int b, double distance) {}

    private final List<SelectedFrame> frames;
    private final Scale scale;
    private final double centre;

    SamePlace(List<SelectedFrame> frames, Scale scale, double centre) {
        this.frames = frames;
        this.scale = scale;
        this.centre = centre;
    }

    List<Tracklet> merge(List<Tracklet> tracklets) {
        int n = tracklets.size();
        List<RowPlace> places = tracklets.stream()
                .map(t -> RowPlace.of(t, frames, scale, centre))
                .toList();
        Integer[] byAlong = new Integer[n];
        Arrays.setAll(byAlong, i -> i);
        Arrays.sort(byAlong, Comparator.comparingDouble(i -> places.get(i).along()));
        List<Pair> pairs = new ArrayList<>();
        double metre = Math.abs(scale.metresPerPixel());
        for (int x = 0; x < n; x++) {
            for (int y = x + 1; y < n; y++) {
                int a = byAlong[x];
                int b = byAlong[y];
                double apart = places.get(b).along() - places.get(a).along();
                if (apart > 1) {
                    break;
                }
                double size = Math.min(tracklets.get(a).size(), tracklets.get(b).size());
                double doubt =
                        Math.min(MOST_DOUBT, places.get(a).sd() + places.get(b).sd());
                double dx = Math.max(0, apart - doubt) / (size * metre);
                double dy =
                        Math.abs(tracklets.get(a).height() - tracklets.get(b).height()) / size;
                if (Math.hypot(dx, dy) < NEAR) {
                    pairs.add(new Pair(a, b, Math.hypot(dx, dy)));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance)
                .thenComparingInt(Pair::a)
                .thenComparingInt(Pair::b));
        Tracklet[] home = tracklets.toArray(new Tracklet[0]);
        for (Pair p : pairs) {
            Tracklet a = home[p.a()];
            Tracklet b = home[p.b()];
            if (a != b && !a.meets(b)) {
                a.take(b);
                for (int i = 0; i < n; i++) {
                    home[i] = home[i] == b ? a : home[i];
                }
            }
        }
        return Arrays.stream(home).distinct().toList();
    }
}
