package symphony.vision.process;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code clusters.csv}.
 *
 * @param number from 1, in the order of places
 * @param along metres along the row from its first vine
 * @param sd metres, one standard deviation of {@code along}
 * @param heightPx where its centre is seen, pixels from the image's upper edge
 * @param vine the nearest; null where the row's vines are not known
 * @param firstFrame number of the frame that shows it first
 * @param lastFrame number of the frame that shows it last
 * @param views in how many frames it was found
 * @param confidence 0 to 1: the mean score times the share of the frames that should show it and do; not calibrated
 * @param openAtStart whether it was already in view in the part's first frame
 * @param openAtEnd whether it was still in view in the part's last frame
 */
public record Cluster(
        int number,
        double along,
        double sd,
        double heightPx,
        @Nullable Integer vine,
        long firstFrame,
        long lastFrame,
        int views,
        double confidence,
        boolean openAtStart,
        boolean openAtEnd) {
    public Cluster {
        if (!Double.isFinite(along) || !(sd >= 0) || views < 1 || !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("cluster " + number + " at " + along + " m (sd " + sd + "), " + views
                    + " views, confidence " + confidence);
        }
    }
}
