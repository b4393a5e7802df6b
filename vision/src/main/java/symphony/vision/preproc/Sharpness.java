package symphony.vision.preproc;

import java.util.OptionalDouble;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.imgproc.Imgproc;
import symphony.vision.image.Jpeg;
import symphony.vision.image.Mats;

/** How sharp a frame is: the variance of its Laplacian (Pech-Pacheco 2000), to compare frames of one place. */
final class Sharpness {
    /** Motion blurs over several pixels; at this width it is still seen, and grain is not. */
    private static final int WIDTH = 640;

    private Sharpness() {}

    /** Empty where the bytes are no whole picture. */
    static OptionalDouble of(byte[] jpeg) {
        try (Mats mats = new Mats()) {
            return Jpeg.grey(mats, jpeg, WIDTH)
                    .map(grey -> OptionalDouble.of(variance(mats, grey)))
                    .orElse(OptionalDouble.empty());
        }
    }

    private static double variance(Mats mats, Mat grey) {
        Mat laplacian = mats.mat();
        Imgproc.Laplacian(grey, laplacian, CvType.CV_16S);
        MatOfDouble mean = mats.keep(new MatOfDouble());
        MatOfDouble deviation = mats.keep(new MatOfDouble());
        Core.meanStdDev(laplacian, mean, deviation);
        double sd = deviation.toArray()[0];
        return sd * sd;
    }
}
