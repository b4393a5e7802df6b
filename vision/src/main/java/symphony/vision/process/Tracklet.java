package symphony.vision.process;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** The boxes taken for one cluster, with the indices of their frames. */
final class Tracklet {
    /** A box and the index, among the part's frames, of the frame it lies in. */
    record View(int frame, Detection box) {}

    private final List<View> views = new ArrayList<>();
    private final BitSet frames = new BitSet();
    /** This cluster's motion over that of the fruit in general: near ones move faster. */
    private double gain = 1;

    void add(int frame, Detection box, double generalMotion) {
        if (!views.isEmpty() && Math.abs(generalMotion) > box.width() / 4) {
            double own = (box.centreX() - last().box().centreX()) / generalMotion;
            double learnt = gain + (own - gain) * 0.25;
            gain = Math.max(0.75, Math.min(1.3, learnt));
        }
        views.add(new View(frame, box));
        frames.set(frame);
    }

    View last() {
        return views.get(views.size() - 1);
    }

    double gain() {
        return gain;
    }

    /** In the order of frames. */
    List<View> views() {
        return views;
    }

    boolean meets(Tracklet other) {
        return frames.intersects(other.frames);
    }

    void take(Tracklet other) {
        views.addAll(other.views);
        views.sort(Comparator.comparingInt(View::frame));
        frames.or(other.frames);
    }

    double size() {
        return Numbers.median(views.stream().map(v -> v.box().size()).toList());
    }

    double height() {
        return Numbers.median(views.stream().map(v -> v.box().centreY()).toList());
    }

    double meanScore() {
        return views.stream().mapToDouble(v -> v.box().score()).average().orElse(0);
    }
}
