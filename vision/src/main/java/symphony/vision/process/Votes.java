package symphony.vision.process;

import java.util.ArrayList;
import java.util.List;

/**
 * The scale by the boxes' own displacements: every pair of like boxes in neighbouring frames votes for the scale that
 * would carry one into the other. True pairs agree on one, chance pairs scatter.
 */
final class Votes {
    private static final double BIN = Math.log(1.04);
    private static final int FEWEST = 10;

    private record Vote(double scale, double weight) {}

    private final List<Vote> votes = new ArrayList<>();
    private final double least;
    private final double most;
    private double total;

    private Votes(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /**
     * @param least pixels a metre, the least that is believed
     * @param most the most
     * @param expected the scale that the image's motion tells, or NaN
     * @return NaN where the votes do not agree
     */
    static double of(
            List<SelectedFrame> frames, List<List<Detection>> boxes, double least, double most, double expected) {
        Votes votes = new Votes(least, most);
        for (int i = 1; i < frames.size(); i++) {
            double step = frames.get(i).along() - frames.get(i - 1).along();
            if (Math.abs(step) >= 0.02) {
                votes.collect(boxes.get(i - 1), boxes.get(i), step);
            }
        }
        return votes.elect(expected);
    }

    private void collect(List<Detection> before, List<Detection> now, double step) {
        for (Detection a : before) {
            List<Double> scales = new ArrayList<>();
            for (Detection b : now) {
                double ratio = a.size() / b.size();
                double scale = (a.centreX() - b.centreX()) / step;
                boolean alike = ratio < 1.6
                        && ratio > 1 / 1.6
                        && Math.abs(a.centreY() - b.centreY()) < 0.35 * Math.min(a.height(), b.height());
                if (alike && Math.abs(scale) >= least && Math.abs(scale) <= most) {
                    scales.add(scale);
                }
            }
            scales.forEach(s -> votes.add(new Vote(s, 1.0 / scales.size())));
            total += scales.isEmpty() ? 0 : 1;
        }
    }

    private double elect(double expected) {
        if (total < FEWEST) {
            return Double.NaN;
        }
        int bins = (int) Math.ceil(Math.log(most / least) / BIN) + 1;
        double[][] heights = new double[2][bins];
        votes.forEach(v -> heights[v.scale() > 0 ? 1 : 0][bin(v.scale())] += v.weight());
        int bestSign = 0;
        int bestBin = 0;
        double best = -1;
        for (int sign = 0; sign < 2; sign++) {
            for (int b = 0; b < bins; b++) {
                double centre = (sign == 1 ? 1 : -1) * least * Math.exp((b + 0.5) * BIN);
                // The image's motion is a witness too: elsewhere a peak must be twice as high to win.
                boolean near = Double.isNaN(expected) || (centre / expected > 0.7 && centre / expected < 1.5);
                double height = around(heights[sign], b) * (near ? 1 : 0.5);
                if (height > best) {
                    best = height;
                    bestSign = sign;
                    bestBin = b;
                }
            }
        }
        if (around(heights[bestSign], bestBin) < 0.3 * total) {
            return Double.NaN;
        }
        double centre = (bestSign == 1 ? 1 : -1) * least * Math.exp((bestBin + 0.5) * BIN);
        List<Double> inliers = votes.stream()
                .map(Vote::scale)
                .filter(s -> s / centre > 0.85 && s / centre < 1.17)
                .toList();
        return Numbers.median(inliers);
    }

    private int bin(double scale) {
        return (int) (Math.log(Math.abs(scale) / least) / BIN);
    }

    private static double around(double[] heights, int bin) {
        double sum = 0;
        for (int b = Math.max(0, bin - 2); b <= Math.min(heights.length - 1, bin + 2); b++) {
            sum += heights[b];
        }
        return sum;
    }
}
