package symphony.vision.postprocess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import symphony.vision.process.Assignment;
import symphony.vision.process.Cluster;
import symphony.vision.process.PartNotes;
import symphony.vision.process.PartNotes.Stretch;

/**
 * One drive along one row side, put together from its parts.
 *
 * @param places metres along the row of every cluster counted, each once
 * @param seen stretches that were before the camera; may overlap
 */
record Drive(List<Placed> places, List<Stretch> seen) {
    /** Metres that two halves of a cluster may lie apart, beside their own doubt. */
    static final double JOIN_METRES = 0.15;
    /** In boxes: the same for their heights in the image. */
    static final double JOIN_BOXES = 0.6;
    /** Pixels; where the size of boxes is not known. */
    private static final double USUAL_BOX = 60;
    /** Seconds between the last frame of a part and the first of the next; one frame is 0.05 s. */
    private static final double NEIGHBOURS = 0.5;

    /** A counted cluster. */
    record Placed(double along, double sd, double height, int views, boolean openAtEnd) {}

    Drive {
        places = List.copyOf(places);
        seen = List.copyOf(seen);
    }

    /**
     * @param parts of one scan, camera, row side and pass
     * @param wholeRow what a part without notes is taken to have seen
     */
    static Drive of(List<PartResult> parts, Stretch wholeRow) {
        List<PartResult> inOrder = new ArrayList<>(parts);
        inOrder.sort(Comparator.comparingDouble(p -> p.part().start()));
        List<Placed> done = new ArrayList<>();
        List<Placed> open = new ArrayList<>();
        List<Stretch> seen = new ArrayList<>();
        double end = Double.NEGATIVE_INFINITY;
        int least = 1;
        double box = 0;
        for (PartResult p : inOrder) {
            least = Math.max(least, p.notes().map(PartNotes::leastViews).orElse(1));
            box = Math.max(box, p.notes().map(PartNotes::boxPx).orElse(0.0));
            seen.addAll(p.notes().map(PartNotes::seen).orElse(List.of(wholeRow)));
            if (p.part().start() - end > NEIGHBOURS) {
                done.addAll(open);
                open.clear();
            }
            List<Placed> next = join(open, p.clusters(), box > 0 ? box : USUAL_BOX, done);
            open.clear();
            next.forEach(c -> (c.openAtEnd() ? open : done).add(c));
            end = p.part().end();
        }
        done.addAll(open);
        int enough = least;
        done.removeIf(c -> c.views() < enough);
        return new Drive(done, seen);
    }

    /**
     * The next part's clusters, those that go on from the part before joined to their first halves; first halves that
     * find none are done.
     */
    private static List<Placed> join(List<Placed> before, List<Cluster> now, double box, List<Placed> done) {
        List<Cluster> starting = now.stream().filter(Cluster::openAtStart).toList();
        double[][] cost = new double[before.size()][starting.size()];
        for (int a = 0; a < before.size(); a++) {
            for (int b = 0; b < starting.size(); b++) {
                cost[a][b] = cost(before.get(a), starting.get(b), box);
            }
        }
        int[] given = Assignment.solve(cost, Math.sqrt(2));
        List<Placed> next = new ArrayList<>();
        Set<Cluster> joined = new HashSet<>();
        for (int a = 0; a < given.length; a++) {
            if (given[a] < 0) {
                done.add(before.get(a));
            } else {
                joined.add(starting.get(given[a]));
                next.add(joined(before.get(a), starting.get(given[a])));
            }
        }
        now.stream()
                .filter(c -> !joined.contains(c))
                .map(c -> new Placed(c.along(), c.sd(), c.heightPx(), c.views(), c.openAtEnd()))
                .forEach(next::add);
        return next;
    }

    private static double cost(Placed a, Cluster b, double box) {
        double along = Math.abs(a.along() - b.along()) / (JOIN_METRES + a.sd() + b.sd());
        double height = Math.abs(a.height() - b.heightPx()) / (JOIN_BOXES * box);
        return along <= 1 && height <= 1 ? Math.hypot(along, height) : Double.POSITIVE_INFINITY;
    }

    /** The half seen nearer the image's centre knows better where the cluster hangs. */
    private static Placed joined(Placed a, Cluster b) {
        boolean first = a.sd() <= b.sd();
        return new Placed(
                first ? a.along() : b.along(),
                Math.min(a.sd(), b.sd()),
                b.heightPx(),
                a.views() + b.views(),
                b.openAtEnd());
    }

    /** The share of a stretch that was before the camera. */
    double coverage(Stretch stretch) {
        List<Stretch> sorted = new ArrayList<>(seen);
        sorted.sort(Comparator.comparingDouble(Stretch::from));
        double at = stretch.from();
        double covered = 0;
        for (Stretch s : sorted) {
            double from = Math.max(at, s.from());
            double to = Math.min(stretch.to(), s.to());
            if (to > from) {
                covered += to - from;
                at = to;
            }
        }
        double length = stretch.to() - stretch.from();
        return length > 0 ? Math.min(1, covered / length) : 0;
    }
}
