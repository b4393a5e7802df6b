package symphony.vision.detection;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import symphony.vision.image.Mats;

/**
 * How strongly brightness changes at the scale of berries, as a share of the brightness around: berries shine and throw
 * shadows; a leaf is flat, and what lies behind the row is out of focus.
 */
final class Relief {
    private static final double LEAST = 0.06;

    private final Mat share;
    private final byte[] percent;

    private Relief(Mat share, byte[] percent) {
        this.share = share;
        this.percent = percent;
    }

    /** @param cluster usual width of a cluster, pixels; a berry is about an eighth of it */
    static Relief of(Mats mats, Mat bgr, double cluster) {
        Mat grey = mats.mat();
        Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
        grey.convertTo(grey, CvType.CV_32F);
        Mat around = mats.mat();
        Imgproc.blur(grey, around, box(cluster / 4));
        Mat change = mats.mat();
        Core.absdiff(grey, around, change);
        Imgproc.blur(change, change, box(cluster / 4));
        Core.add(around, new Scalar(8), around);
        Mat share = mats.mat();
        Core.divide(change, around, share);
        Mat percent = mats.mat();
        share.convertTo(percent, CvType.CV_8U, 100);
        byte[] bytes = new byte[percent.rows() * percent.cols()];
        percent.get(0, 0, bytes);
        return new Relief(share, bytes);
    }

    /** A mask of 255 where there is relief enough for fruit. */
    Mat strong(Mats mats) {
        Mat mask = mats.mat();
        Imgproc.threshold(share, mask, LEAST, 255, Imgproc.THRESH_BINARY);
        mask.convertTo(mask, CvType.CV_8U);
        return mask;
    }

    /** At a pixel, row by row. */
    double at(int pixel) {
        return (percent[pixel] & 0xFF) / 100.0;
    }

    private static Size box(double width) {
        int w = Math.max(3, (int) Math.round(width) | 1);
        return new Size(w, w);
    }
}
