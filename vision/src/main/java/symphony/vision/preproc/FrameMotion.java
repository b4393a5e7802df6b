package symphony.vision.preproc;

import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import symphony.vision.image.Jpeg;
import symphony.vision.image.JpegSize;
import symphony.vision.image.Mats;

/**
 * How far the picture moved from one frame to the next, by phase correlation (Kuglin, Hines 1975). It sees the plane
 * that fills most of the picture, which is the near row.
 */
final class FrameMotion implements AutoCloseable {
    /** A few times finer than this tells nothing more, and costs. */
    private static final int WIDTH = 320;
    /** Below it the peak is one among others. */
    private static final double LEAST_RESPONSE = 0.08;
    /** Frames that share less than this much of their width may be matched at a wrong place. */
    private static final double LEAST_OVERLAP = 0.4;

    /**
     * What the picture shows lies so many pixels of the full frame further right and down than in the frame before.
     */
    record Shift(double x, double y) {}

    private final Mat previous = new Mat();
    private final Mat window = new Mat();

    /** The motion since the frame given before; empty for the first, and where it cannot be told. */
    Optional<Shift> next(byte[] jpeg) {
        try (Mats mats = new Mats()) {
            Optional<JpegSize> size = JpegSize.of(jpeg);
            Optional<Mat> grey = Jpeg.grey(mats, jpeg, WIDTH);
            if (size.isEmpty() || grey.isEmpty()) {
                return Optional.empty();
            }
            Mat now = mats.mat();
            grey.get().convertTo(now, CvType.CV_32F);
            Optional<Shift> shift = Optional.empty();
            if (now.size().equals(previous.size())) {
                shift = shift(now, size.get().width() / (double) now.cols());
            } else if (now.cols() > 1 && now.rows() > 1) {
                Imgproc.createHanningWindow(window, new Size(now.cols(), now.rows()), CvType.CV_32F);
            }
            now.copyTo(previous);
            return shift;
        }
    }

    private Optional<Shift> shift(Mat now, double scale) {
        double[] response = new double[1];
        Point moved = Imgproc.phaseCorrelate(previous, now, window, response);
        boolean reliable = response[0] >= LEAST_RESPONSE
                && Math.abs(moved.x) <= (1 - LEAST_OVERLAP) * now.cols()
                && Math.abs(moved.y) <= (1 - LEAST_OVERLAP) * now.rows();
        return reliable ? Optional.of(new Shift(moved.x * scale, moved.y * scale)) : Optional.empty();
    }

    @Override
    public void close() {
        previous.release();
        window.release();
    }
}
