package symphony.vision.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many pixels the fruit moves to the left in the image while the camera moves one metre along the row; negative where
 * it moves to the right. Its inverse is the metres a pixel spans, with the sign that leads from the image to the row.
 *
 * @param source what it was estimated from
 */
record Scale(double pixelsPerMetre, Source source) {
    /** Where the figure comes from, best last. */
    enum Source {
        DEFAULT,
        IMAGE_MOTION,
        DETECTIONS;

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Metres that an image spans where nothing tells: a camera in the middle of a usual alley. */
    private static final double USUAL_VIEW = 1.2;
    /** Views outside these many metres are not believed. */
    private static final double NARROWEST_VIEW = 0.2;

    private static final double WIDEST_VIEW = 8;
    /** Pairs of frames whose motions are summed before they are compared: positions are noisy from frame to frame. */
    private static final int WINDOW = 10;

    private static final int FEWEST_PAIRS = 5;

    double metresPerPixel() {
        return 1 / pixelsPerMetre;
    }

    /** Where the centre of a box at {@code u} lies, in metres along the row. */
    double along(SelectedFrame frame, double u, double centre) {
        return frame.along() + (u - centre) / pixelsPerMetre;
    }

    /**
     * @param forwardIsRight the side of the image that the vehicle drives to, by where the camera sits: what the sign
     *     follows from where no motion tells
     */
    static Scale of(List<SelectedFrame> frames, List<List<Detection>> boxes, int width, boolean forwardIsRight) {
        double motion = ofMotion(frames, width);
        double seen = Votes.of(frames, boxes, width / WIDEST_VIEW, width / NARROWEST_VIEW, motion);
        if (!Double.isNaN(seen)) {
            return new Scale(seen, Source.DETECTIONS);
        }
        if (!Double.isNaN(motion)) {
            return new Scale(motion, Source.IMAGE_MOTION);
        }
        double driven = frames.size() < 2
                ? 1
                : frames.get(frames.size() - 1).along() - frames.get(0).along();
        boolean growsRight = (driven >= 0) == forwardIsRight;
        return new Scale((growsRight ? 1 : -1) * width / USUAL_VIEW, Source.DEFAULT);
    }

    /** The median, over windows, of image motion over distance driven; NaN where too little is known or it disagrees. */
    static double ofMotion(List<SelectedFrame> frames, int width) {
        List<Double> ratios = new ArrayList<>();
        double moved = 0;
        double driven = 0;
        int pairs = 0;
        int all = 0;
        int window = Math.max(1, Math.min(WINDOW, frames.size() / FEWEST_PAIRS));
        for (int i = 1; i < frames.size(); i++) {
            double shift = frames.get(i).shiftX();
            double step = frames.get(i).along() - frames.get(i - 1).along();
            if (Double.isNaN(shift) || Math.abs(step) < 0.005) {
                continue;
            }
            moved += shift;
            driven += step;
            all++;
            if (++pairs == window) {
                if (Math.abs(driven) > 0.01) {
                    ratios.add(-moved / driven);
                }
                moved = driven = pairs = 0;
            }
        }
        if (all < FEWEST_PAIRS || ratios.size() < 3) {
            return Double.NaN;
        }
        double median = Numbers.median(ratios);
        double spread =
                Numbers.median(ratios.stream().map(r -> Math.abs(r - median)).toList());
        double view = width / Math.abs(median);
        boolean believed = spread < 0.4 * Math.abs(median) && view > NARROWEST_VIEW && view < WIDEST_VIEW;
        return believed ? median : Double.NaN;
    }
}
