package symphony.vision.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.geometry.VinePlace;

/** Counts the clusters of one part: a pure function of its frames and boxes. */
final class Count {
    /** Boxes of one frame that overlap more than this are one: what a detector's own suppression left. */
    private static final double SAME_BOX = 0.65;

    private static final int USUAL_LEAST_VIEWS = 3;

    /** A counted cluster with its boxes. */
    record Counted(Cluster cluster, List<Detection> boxes) {}

    /** What came out. */
    record Result(List<Counted> clusters, PartNotes notes) {}

    private final List<SelectedFrame> frames;
    private final List<List<Detection>> boxes;
    private final int width;
    private final double centre;
    private final Scale scale;
    private final List<VinePlace> vines;
    private final int leastViews;

    /**
     * @param frames ordered by number
     * @param width of the image, pixels
     * @param forwardIsRight see {@link Scale#of}
     * @param vines of the row, may be empty
     */
    Count(
            List<SelectedFrame> frames,
            List<Detection> detections,
            int width,
            boolean forwardIsRight,
            List<VinePlace> vines) {
        this.frames = frames;
        this.boxes = byFrame(frames, detections);
        this.width = width;
        this.centre = width / 2.0;
        this.vines = vines;
        this.scale = Scale.of(frames, boxes, width, forwardIsRight);
        this.leastViews = leastViews();
    }

    Result run() {
        List<Tracklet> tracklets =
                new SamePlace(frames, scale, centre).merge(new Tracker(frames, boxes, width, scale).run());
        List<Counted> counted = new ArrayList<>();
        for (Tracklet t : tracklets) {
            cluster(t).ifPresent(counted::add);
        }
        counted.sort(Comparator.comparingDouble((Counted c) -> c.cluster().along())
                .thenComparingDouble(c -> c.cluster().heightPx()));
        List<Counted> numbered = new ArrayList<>();
        for (Counted c : counted) {
            numbered.add(new Counted(number(c.cluster(), numbered.size() + 1), c.boxes()));
        }
        List<Double> sizes =
                boxes.stream().flatMap(List::stream).map(Detection::size).toList();
        return new Result(
                numbered,
                new PartNotes(
                        scale.metresPerPixel(),
                        scale.source().wireName(),
                        frames.size(),
                        sizes.size(),
                        leastViews,
                        sizes.isEmpty() ? 0 : Numbers.median(sizes),
                        SeenStretches.of(frames, Math.abs(width * scale.metresPerPixel()))));
    }

    private Optional<Counted> cluster(Tracklet t) {
        RowPlace place = RowPlace.of(t, frames, scale, centre);
        double margin = t.size() / 2;
        int expected = 0;
        for (SelectedFrame f : frames) {
            expected += inView(place, f, margin) ? 1 : 0;
        }
        int views = t.views().size();
        boolean start = inView(place, frames.get(0), margin);
        boolean end = inView(place, frames.get(frames.size() - 1), margin);
        boolean often = views * 3 >= expected;
        boolean enough = views >= leastViews || start || end;
        if (!often || !enough) {
            return Optional.empty();
        }
        double confidence = t.meanScore() * Math.min(1, views / (double) Math.max(views, expected));
        return Optional.of(new Counted(
                new Cluster(
                        1,
                        place.along(),
                        place.sd(),
                        t.height(),
                        vine(place.along()),
                        t.views().get(0).box().frame(),
                        t.last().box().frame(),
                        views,
                        confidence,
                        start,
                        end),
                t.views().stream().map(Tracklet.View::box).toList()));
    }

    private boolean inView(RowPlace place, SelectedFrame f, double margin) {
        double u = centre + (place.along() - f.along()) * scale.pixelsPerMetre();
        return u >= margin && u <= width - margin;
    }

    private @org.jspecify.annotations.Nullable Integer vine(double along) {
        return vines.stream()
                .min(Comparator.comparingDouble(v -> Math.abs(v.along() - along)))
                .map(VinePlace::vine)
                .orElse(null);
    }

    /** A third of the views that a cluster gets when it passes through the whole image; fewer where frames are few. */
    private int leastViews() {
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i < frames.size(); i++) {
            steps.add(Math.abs(frames.get(i).along() - frames.get(i - 1).along()));
        }
        double step = steps.isEmpty() ? 0 : Numbers.median(steps);
        double full = step == 0 ? frames.size() : Math.abs(width * scale.metresPerPixel()) / step;
        return (int) Math.max(1, Math.min(USUAL_LEAST_VIEWS, Math.round(full / 3)));
    }

    private static Cluster number(Cluster c, int number) {
        return new Cluster(
                number,
                c.along(),
                c.sd(),
                c.heightPx(),
                c.vine(),
                c.firstFrame(),
                c.lastFrame(),
                c.views(),
                c.confidence(),
                c.openAtStart(),
                c.openAtEnd());
    }

    /** By frame, in an order that does not depend on the file's; of boxes that are nearly the same the surest stays. */
    private static List<List<Detection>> byFrame(List<SelectedFrame> frames, List<Detection> detections) {
        Map<Long, List<Detection>> byNumber = new HashMap<>();
        detections.forEach(
                d -> byNumber.computeIfAbsent(d.frame(), n -> new ArrayList<>()).add(d));
        List<List<Detection>> lists = new ArrayList<>();
        for (SelectedFrame f : frames) {
            List<Detection> sorted = new ArrayList<>(byNumber.getOrDefault(f.number(), List.of()));
            sorted.sort(Comparator.comparingDouble((Detection d) -> -d.score())
                    .thenComparingDouble(Detection::x)
                    .thenComparingDouble(Detection::y)
                    .thenComparingDouble(Detection::width)
                    .thenComparingDouble(Detection::height));
            List<Detection> kept = new ArrayList<>();
            for (Detection d : sorted) {
                if (kept.stream().noneMatch(k -> k.overlap(0, 0, d) > SAME_BOX)) {
                    kept.add(d);
                }
            }
            lists.add(kept);
        }
        return lists;
    }
}
