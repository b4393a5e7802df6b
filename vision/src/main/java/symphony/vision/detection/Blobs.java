package symphony.vision.detection;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;
import symphony.vision.image.Mats;

/** Turns a mask of fruit colour into patches of a cluster's size. */
final class Blobs {
    /** A smaller share of a whole cluster's area tells nothing. */
    private static final double LEAST_AREA = 0.12;
    /** What is larger is no cluster, and no few of them: a field, a wall, a leaf before the lens. */
    private static final double MOST_AREA = 12;
    /** Flatter patches are leaves or cloth. */
    private static final double LEAST_RELIEF = 0.06;

    private Blobs() {}

    static List<Blob> of(Mats mats, Mat mask, FruitColour colour, Relief relief, double cluster) {
        Mat labels = mats.mat();
        int count = Imgproc.connectedComponentsWithStats(mask, labels, mats.mat(), mats.mat(), 8, CvType.CV_32S);
        int[] label = new int[mask.rows() * mask.cols()];
        labels.get(0, 0, label);
        List<List<int[]>> patches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            patches.add(new ArrayList<>());
        }
        for (int i = 0; i < label.length; i++) {
            if (label[i] > 0) {
                patches.get(label[i]).add(new int[] {i % mask.cols(), i / mask.cols()});
            }
        }
        double usual = Blob.usualArea(cluster);
        List<Blob> blobs = new ArrayList<>();
        for (List<int[]> patch : patches) {
            if (patch.size() < LEAST_AREA * usual || patch.size() > MOST_AREA * usual) {
                continue;
            }
            for (List<int[]> piece : Splitting.of(patch, cluster)) {
                Blob blob = measure(piece, colour, relief, mask.cols());
                if (blob.area() >= LEAST_AREA * usual && blob.relief() >= LEAST_RELIEF && blob.isUpright()) {
                    blobs.add(blob);
                }
            }
        }
        return blobs;
    }

    private static Blob measure(List<int[]> pixels, FruitColour colour, Relief relief, int columns) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        double sum = 0;
        double light = 0;
        for (int[] p : pixels) {
            left = Math.min(left, p[0]);
            right = Math.max(right, p[0]);
            top = Math.min(top, p[1]);
            bottom = Math.max(bottom, p[1]);
            sum += relief.at(p[1] * columns + p[0]);
            light += colour.light(p[1] * columns + p[0]);
        }
        return new Blob(
                left,
                top,
                right - left + 1,
                bottom - top + 1,
                pixels.size(),
                sum / pixels.size(),
                light / pixels.size());
    }
}
