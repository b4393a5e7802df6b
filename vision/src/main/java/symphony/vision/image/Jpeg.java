package symphony.vision.image;

import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Decodes frames; what is no whole picture gives nothing, never an exception. */
public final class Jpeg {
    private Jpeg() {}

    /** In colour (BGR, 8 bit), whatever the file's own orientation tag says: boxes are in the pixels stored. */
    public static Optional<Mat> colour(Mats mats, byte[] jpeg) {
        return decode(mats, jpeg, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
    }

    /** In grey, reduced by 1, 2, 4 or 8, such that it is not much wider than {@code width}: costs a part of the time. */
    public static Optional<Mat> grey(Mats mats, byte[] jpeg, int width) {
        return JpegSize.of(jpeg).flatMap(size -> {
            int flag = Imgcodecs.IMREAD_GRAYSCALE;
            if (size.width() >= 6 * width) {
                flag = Imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
            } else if (size.width() >= 3 * width) {
                flag = Imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
            } else if (size.width() * 2 >= 3 * width) {
                flag = Imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
            }
            return decode(mats, jpeg, flag | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
        });
    }

    private static Optional<Mat> decode(Mats mats, byte[] jpeg, int flags) {
        if (JpegSize.of(jpeg).isEmpty() || !endsWhole(jpeg)) {
            return Optional.empty();
        }
        MatOfByte bytes = mats.keep(new MatOfByte(jpeg));
        Mat picture = mats.keep(Imgcodecs.imdecode(bytes, flags));
        return picture.empty() ? Optional.empty() : Optional.of(picture);
    }

    /** The decoder fills what a cut file lacks with grey and says nothing; a whole one ends with the marker EOI. */
    private static boolean endsWhole(byte[] jpeg) {
        for (int i = jpeg.length - 2; i > jpeg.length / 2; i--) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xD9) {
                return true;
            }
        }
        return false;
    }
}
