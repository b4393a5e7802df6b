package symphony.vision.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Follows boxes from frame to frame. The camera's motion is taken off first; then boxes go to tracks in two steps, strong
 * ones before weak ones (ByteTrack, Zhang 2022), by overlap and centre distance over size, since overlap alone fails
 * where frames are few (SORT+, 2026). A track lives as long as its cluster must be in view.
 */
final class Tracker {
    /** Centres further apart than this many sizes are not one cluster. */
    private static final double GATE = 0.9;
    /** A track of one box that is not seen again in so many frames was nothing. */
    private static final int PATIENCE_WITH_ONE = 3;

    private static final double DEAREST = 0.95;
    private static final double ALIKE = 2.2;

    private final List<SelectedFrame> frames;
    private final List<List<Detection>> boxes;
    private final int width;
    private final double[] motion;
    private final double strong;

    private final List<Tracklet> live = new ArrayList<>();
    private final List<Tracklet> all = new ArrayList<>();

    Tracker(List<SelectedFrame> frames, List<List<Detection>> boxes, int width, Scale scale) {
        this.frames = frames;
        this.boxes = boxes;
        this.width = width;
        this.motion = motion(scale);
        this.strong = strong();
    }

    /** Every tracklet, the short ones too. */
    List<Tracklet> run() {
        for (int i = 0; i < frames.size(); i++) {
            step(i);
        }
        return all;
    }

    /** How far, in pixels to the right, the fruit has moved since the first frame. */
    private double[] motion(Scale scale) {
        double general = Scale.ofMotion(frames, width);
        double ratio = Double.isNaN(general) ? 1 : scale.pixelsPerMetre() / general;
        double[] sum = new double[frames.size()];
        for (int i = 1; i < sum.length; i++) {
            double byRow = -scale.pixelsPerMetre()
                    * (frames.get(i).along() - frames.get(i - 1).along());
            double byImage = ratio * frames.get(i).shiftX();
            boolean agree =
                    ratio > 0.5 && ratio < 2 && Math.abs(byImage - byRow) <= 0.4 * Math.abs(byRow) + 0.02 * width;
            sum[i] = sum[i - 1] + (agree ? byImage : byRow);
        }
        return sum;
    }

    /** Detectors differ in their scores: strong is what is half sure, or good among this part's own. */
    private double strong() {
        double[] scores = boxes.stream()
                .flatMap(List::stream)
                .mapToDouble(Detection::score)
                .sorted()
                .toArray();
        return scores.length == 0 ? 0 : Math.min(0.5, 0.6 * scores[(int) (0.9 * (scores.length - 1))]);
    }

    private void step(int i) {
        live.removeIf(t -> isGone(t, i));
        List<Detection> open = new ArrayList<>(boxes.get(i));
        List<Tracklet> alone = new ArrayList<>(live);
        double correction = correction(alone, open, i);
        assign(alone, open.stream().filter(d -> d.score() >= strong).toList(), open, i, correction);
        assign(alone, List.copyOf(open), open, i, correction);
        for (Detection d : open) {
            if (d.score() >= strong) {
                Tracklet t = new Tracklet();
                t.add(i, d, 0);
                live.add(t);
                all.add(t);
            }
        }
    }

    private boolean isGone(Tracklet t, int i) {
        Detection box = t.last().box();
        double u = box.centreX() + moved(t, i);
        boolean outside = u < -box.width() / 2 || u > width + box.width() / 2;
        return outside || (t.views().size() == 1 && i - t.last().frame() > PATIENCE_WITH_ONE);
    }

    private double moved(Tracklet t, int i) {
        return t.gain() * (motion[i] - motion[t.last().frame()]);
    }

    /** What the motion is off by in this frame: the shift on which most tracks and boxes agree, 0 where none do. */
    private double correction(List<Tracklet> tracks, List<Detection> found, int i) {
        List<Double> residuals = new ArrayList<>();
        for (Tracklet t : tracks) {
            Detection b = t.last().box();
            for (Detection d : found) {
                double du = d.centreX() - b.centreX() - moved(t, i);
                if (Math.abs(du) < 1.5 * b.width() && Math.abs(d.centreY() - b.centreY()) < 0.4 * b.height()) {
                    residuals.add(du);
                }
            }
        }
        double best = 0;
        long most = 2;
        double tolerance = 0.01 * width;
        residuals.sort(Comparator.comparingDouble(Math::abs));
        for (double r : residuals) {
            long agree =
                    residuals.stream().filter(o -> Math.abs(o - r) <= tolerance).count();
            if (agree > most) {
                most = agree;
                best = r;
            }
        }
        double centre = best;
        return most < 3
                ? 0
                : residuals.stream()
                        .filter(o -> Math.abs(o - centre) <= tolerance)
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0);
    }

    /** Gives boxes to tracks; both leave their lists. */
    private void assign(
            List<Tracklet> tracks, List<Detection> candidates, List<Detection> open, int i, double correction) {
        if (tracks.isEmpty() || candidates.isEmpty()) {
            return;
        }
        double[][] cost = new double[tracks.size()][candidates.size()];
        for (int t = 0; t < cost.length; t++) {
            double du = moved(tracks.get(t), i) + correction;
            for (int c = 0; c < cost[t].length; c++) {
                cost[t][c] = cost(tracks.get(t), du, candidates.get(c), i);
            }
        }
        int[] given = Assignment.solve(cost, DEAREST);
        List<Tracklet> served = new ArrayList<>();
        for (int t = 0; t < given.length; t++) {
            if (given[t] >= 0) {
                Tracklet track = tracks.get(t);
                Detection box = candidates.get(given[t]);
                track.add(i, box, motion[i] - motion[track.last().frame()]);
                served.add(track);
                open.remove(box);
            }
        }
        tracks.removeAll(served);
    }

    private static double cost(Tracklet track, double du, Detection box, int i) {
        Detection last = track.last().box();
        double size = (last.size() + box.size()) / 2;
        double distance = Math.hypot(last.centreX() + du - box.centreX(), last.centreY() - box.centreY()) / size;
        double ratio = last.size() / box.size();
        double gate = GATE + 0.05 * Math.min(6, i - track.last().frame() - 1);
        if (distance > gate || ratio > ALIKE || ratio < 1 / ALIKE) {
            return Double.POSITIVE_INFINITY;
        }
        double young = track.views().size() == 1 ? 0.05 : 0;
        return 0.45 * (1 - last.overlap(du, 0, box)) + 0.45 * distance / gate + young;
    }
}
