package symphony.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import symphony.vision.image.OpenCv;

class ClassicalDetectorTest {
    private static final List<double[]> PLACES = List.of(
            new double[] {0.1, 0.5},
            new double[] {0.3, 0.7},
            new double[] {0.45, 0.4},
            new double[] {0.62, 0.6},
            new double[] {0.85, 0.55});

    private final ClassicalDetector detector = new ClassicalDetector(DetectorSettings.DEFAULT);

    @BeforeAll
    static void library() {
        OpenCv.load();
    }

    private List<Box> boxes(byte[] jpeg) {
        return detector.detect(jpeg).orElseThrow().boxes();
    }

    private static PaintedFrame five(PaintedFrame.Berry berry, int width, int height) {
        PaintedFrame frame = new PaintedFrame(width, height);
        PLACES.forEach(p -> frame.cluster(berry, p[0], p[1]));
        return frame;
    }

    private static void assertFoundAll(List<Box> boxes, int width, int height) {
        assertThat(boxes).hasSize(PLACES.size());
        for (int i = 0; i < boxes.size(); i++) {
            Box b = boxes.get(i);
            assertThat(b.x() + b.width() / 2).isCloseTo(PLACES.get(i)[0] * width, within(width / 50.0));
            assertThat(b.y() + b.height() / 2).isCloseTo(PLACES.get(i)[1] * height, within(width / 50.0));
            assertThat(b.width()).isCloseTo(width / 15.0, within(width / 35.0));
            assertThat(b.score()).isBetween(0.3, 1.0);
        }
    }

    @ParameterizedTest
    @EnumSource(PaintedFrame.Berry.class)
    void as_many_clusters_are_found_as_hang_there(PaintedFrame.Berry berry) {
        assertFoundAll(boxes(five(berry, 640, 400).jpeg()), 640, 400);
    }

    @ParameterizedTest
    @EnumSource(PaintedFrame.Berry.class)
    void boxes_are_in_the_pixels_of_the_frame_whatever_its_size(PaintedFrame.Berry berry) {
        assertFoundAll(boxes(five(berry, 320, 200).jpeg()), 320, 200);
        assertFoundAll(boxes(five(berry, 1920, 1200).jpeg()), 1920, 1200);
    }

    @ParameterizedTest
    @EnumSource(PaintedFrame.Berry.class)
    void exposure_changes_nothing(PaintedFrame.Berry berry) {
        PaintedFrame frame = five(berry, 640, 400);
        assertFoundAll(boxes(frame.jpeg(0.8)), 640, 400);
        assertFoundAll(boxes(frame.jpeg(1.2)), 640, 400);
    }

    @ParameterizedTest
    @EnumSource(PaintedFrame.Berry.class)
    void two_clusters_that_touch_are_two(PaintedFrame.Berry berry) {
        PaintedFrame frame = new PaintedFrame(640, 400).cluster(berry, 0.5, 0.5).cluster(berry, 0.56, 0.52);
        assertThat(boxes(frame.jpeg())).hasSize(2);
    }

    @Test
    void where_no_fruit_is_none_is_found() {
        assertThat(boxes(new PaintedFrame(640, 400).jpeg())).isEmpty();
    }

    @Test
    void a_picture_of_one_colour_holds_no_fruit() throws IOException {
        for (Color colour : List.of(
                new Color(60, 110, 40), new Color(120, 140, 70), new Color(70, 60, 110), Color.BLACK, Color.WHITE)) {
            assertThat(boxes(plain(colour, 64, 40))).as("%s", colour).isEmpty();
        }
    }

    @Test
    void a_picture_of_a_few_pixels_is_no_error() throws IOException {
        assertThat(boxes(plain(Color.GREEN, 1, 1))).isEmpty();
        assertThat(boxes(plain(Color.GREEN, 8, 200))).isEmpty();
    }

    @Test
    void what_is_no_picture_gives_nothing() {
        assertThat(detector.detect(new byte[0])).isEmpty();
        assertThat(detector.detect("<html>not found</html>".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    private static byte[] plain(Color colour, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, width, height);
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }
}
