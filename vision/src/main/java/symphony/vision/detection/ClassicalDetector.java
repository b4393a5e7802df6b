package symphony.vision.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import symphony.vision.image.Jpeg;
import symphony.vision.image.Mats;

/**
 * Finds clusters by colour, then by size and texture. It needs no model and knows no vineyard: its boxes show where
 * fruit is in daylight, and are calibrated against nothing.
 */
final class ClassicalDetector {
    static final String NAME = "classical";
    static final String VERSION = "1";

    /** Wider frames are reduced to this: berries are still seen, and time is saved. */
    private static final int WORKING_WIDTH = 640;

    private final DetectorSettings settings;

    ClassicalDetector(DetectorSettings settings) {
        this.settings = settings;
    }

    /** A frame's size and its boxes, those left first. */
    record Found(int width, int height, List<Box> boxes) {}

    /** Empty where the bytes are no whole picture. */
    Optional<Found> detect(byte[] jpeg) {
        try (Mats mats = new Mats()) {
            return Jpeg.colour(mats, jpeg).map(frame -> new Found(frame.cols(), frame.rows(), boxes(mats, frame)));
        }
    }

    private List<Box> boxes(Mats mats, Mat frame) {
        double scale = Math.min(1, WORKING_WIDTH / (double) frame.cols());
        Mat small = frame;
        if (scale < 1) {
            small = mats.mat();
            Imgproc.resize(frame, small, new Size(), scale, scale, Imgproc.INTER_AREA);
        }
        byte[] bgr = new byte[small.rows() * small.cols() * 3];
        small.get(0, 0, bgr);
        FruitColour colour = new FruitColour(bgr);
        double cluster = settings.clusterShare() * small.cols();
        Relief relief = Relief.of(mats, small, cluster);
        List<Box> found = new ArrayList<>();
        for (FruitColour.Kind kind : FruitColour.Kind.values()) {
            Mat mask = mats.keep(new Mat(small.rows(), small.cols(), CvType.CV_8U));
            mask.put(0, 0, colour.mask(kind));
            if (kind == FruitColour.Kind.PALE) {
                // leaves turning yellow and dry grass share the colour, not the berries
                Core.bitwise_and(mask, relief.strong(mats), mask);
            }
            clean(mats, mask, cluster);
            for (Blob blob : Blobs.of(mats, mask, colour, relief, cluster)) {
                Box box = blob.box(cluster);
                if (blob.light() >= kind.leastLight
                        && blob.area() >= kind.leastArea * Blob.usualArea(cluster)
                        && box.score() >= settings.leastScore()) {
                    found.add(box.scaled(1 / scale));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Box::x).thenComparingDouble(Box::y));
        return found;
    }

    /** Takes away what is finer than a berry, then closes the shadows between berries. */
    private static void clean(Mats mats, Mat mask, double cluster) {
        Mat fine = mats.keep(disc(cluster / 12));
        Mat gaps = mats.keep(disc(cluster / 6));
        Imgproc.medianBlur(mask, mask, 3);
        Imgproc.morphologyEx(mask, mask, Imgproc.MORPH_CLOSE, fine);
        Imgproc.morphologyEx(mask, mask, Imgproc.MORPH_OPEN, gaps);
        Imgproc.morphologyEx(mask, mask, Imgproc.MORPH_CLOSE, gaps);
    }

    private static Mat disc(double diameter) {
        int d = Math.max(1, (int) Math.round(diameter)) | 1;
        return Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(d, d));
    }
}
