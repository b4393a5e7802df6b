package symphony.vision.postprocess;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.geometry.VinePlace;
import symphony.vision.process.PartNotes.Stretch;

/**
 * One side of one row, of all drives along it: of each vine the drive that saw it best, never the sum.
 *
 * @param vines what was seen of each vine, by number; vines that were not seen are not in it
 * @param clusters all counted on this side
 */
record SideResult(SortedMap<Integer, Seen> vines, int clusters) {
    /** Of a vine of which less was seen, that nothing was found there does not mean that it bears nothing. */
    private static final double LEAST_COVERAGE = 0.5;
    /** Another drive has to see so much more of a vine to be taken there. */
    private static final double MARGIN = 0.1;

    /** @param coverage the share of the vine's stretch that was before the camera, 0 to 1 */
    record Seen(int clusters, double coverage) {}

    /** @param drives in the order of their times; at least one */
    static SideResult of(List<Drive> drives, List<VinePlace> vines) {
        if (vines.isEmpty()) {
            return new SideResult(
                    new TreeMap<>(),
                    drives.stream().mapToInt(d -> d.places().size()).max().orElse(0));
        }
        List<Stretch> stretches = VineStretches.of(vines);
        Drive best = drives.get(0);
        for (Drive d : drives) {
            best = mean(d, stretches) > mean(best, stretches) + 0.01 ? d : best;
        }
        TreeMap<Integer, Seen> seen = new TreeMap<>();
        int clusters = 0;
        for (int v = 0; v < vines.size(); v++) {
            Stretch stretch = stretches.get(v);
            Drive chosen = best;
            for (Drive d : drives) {
                chosen = d.coverage(stretch) > chosen.coverage(stretch) + MARGIN ? d : chosen;
            }
            int index = v;
            int count = (int) chosen.places().stream()
                    .filter(p -> VineStretches.nearest(vines, p.along()) == index)
                    .count();
            double coverage = chosen.coverage(stretch);
            if (count > 0 || coverage >= LEAST_COVERAGE) {
                seen.put(vines.get(v).vine(), new Seen(count, coverage));
                clusters += count;
            }
        }
        return new SideResult(seen, clusters);
    }

    /** Whether anything of this side was seen, as far as can be told. */
    boolean isSeen(List<VinePlace> rowVines) {
        return rowVines.isEmpty() || !vines.isEmpty();
    }

    private static double mean(Drive drive, List<Stretch> stretches) {
        return stretches.stream().mapToDouble(drive::coverage).average().orElse(0);
    }
}
