package symphony.vision.postprocess;

import java.util.ArrayList;
import java.util.List;
import symphony.core.geometry.VinePlace;
import symphony.vision.process.PartNotes.Stretch;

/** Which metres of a row belong to which vine: up to the middle between neighbours. */
final class VineStretches {
    private static final double ALONE = 1.5;

    private VineStretches() {}

    /** In the order of the vines. */
    static List<Stretch> of(List<VinePlace> vines) {
        List<Stretch> stretches = new ArrayList<>();
        int n = vines.size();
        for (int i = 0; i < n; i++) {
            double at = vines.get(i).along();
            double before = i > 0 ? half(vines, i - 1) : n > 1 ? half(vines, 0) : ALONE / 2;
            double after = i + 1 < n ? half(vines, i) : n > 1 ? half(vines, n - 2) : ALONE / 2;
            stretches.add(new Stretch(at - before, at + after));
        }
        return stretches;
    }

    /** The whole row, its outer vines' outer halves too. */
    static Stretch whole(List<VinePlace> vines) {
        List<Stretch> all = of(vines);
        return all.isEmpty()
                ? new Stretch(0, 0)
                : new Stretch(all.get(0).from(), all.get(all.size() - 1).to());
    }

    static int nearest(List<VinePlace> vines, double along) {
        int best = 0;
        for (int i = 1; i < vines.size(); i++) {
            if (Math.abs(vines.get(i).along() - along)
                    < Math.abs(vines.get(best).along() - along)) {
                best = i;
            }
        }
        return best;
    }

    private static double half(List<VinePlace> vines, int i) {
        return Math.abs(vines.get(i + 1).along() - vines.get(i).along()) / 2;
    }
}
