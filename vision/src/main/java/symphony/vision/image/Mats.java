package symphony.vision.image;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/** Releases the matrices made within it: their memory is native, the collector does not see it fill. */
public final class Mats implements AutoCloseable {
    private final List<Mat> all = new ArrayList<>();

    /** A new empty matrix, released with the others. */
    public Mat mat() {
        return keep(new Mat());
    }

    /** Takes a matrix that a call gave. */
    public <M extends Mat> M keep(M mat) {
        all.add(mat);
        return mat;
    }

    @Override
    public void close() {
        all.forEach(Mat::release);
        all.clear();
    }
}
