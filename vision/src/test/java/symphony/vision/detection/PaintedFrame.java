package symphony.vision.detection;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A wall of leaves with clusters hung where a test wants them. */
final class PaintedFrame {
    /** Ripe fruit: of a berry's lit side and of its dark side. */
    enum Berry {
        BLUE(new Color(88, 84, 140), new Color(22, 16, 34)),
        WHITE(new Color(212, 214, 140), new Color(104, 112, 52));

        final Color lit;
        final Color dark;

        Berry(Color lit, Color dark) {
            this.lit = lit;
            this.dark = dark;
        }
    }

    private final BufferedImage image;
    private final Graphics2D g;
    private final Random random = new Random(11);

    PaintedFrame(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(24, 44, 18));
        g.fillRect(0, 0, width, height);
        for (int i = 0; i < 900; i++) {
            double light = 0.5 + 0.7 * random.nextDouble();
            g.setColor(new Color((int) (70 * light), (int) (125 * light), (int) (40 * light)));
            int r = width / 22;
            g.fillOval(random.nextInt(width) - r / 2, random.nextInt(height) - r / 2, r, r * 4 / 5);
        }
    }

    /** A cluster a fifteenth of the frame wide, its middle at these shares of width and height. */
    PaintedFrame cluster(Berry berry, double atX, double atY) {
        double wide = image.getWidth() / 15.0;
        double tall = 1.4 * wide;
        double r = wide / 11;
        for (int i = 0; i < 160; i++) {
            double t = random.nextDouble();
            double half = wide / 2 * (t < 0.3 ? 0.9 : 1 - 0.6 * (t - 0.3) / 0.7) - r;
            double x = atX * image.getWidth() + half * (2 * random.nextDouble() - 1);
            double y = atY * image.getHeight() + (t - 0.5) * (tall - 2 * r);
            g.setPaint(new RadialGradientPaint(
                    (float) (x - r / 3), (float) (y - r / 3), (float) (1.4 * r), new float[] {0, 1}, new Color[] {
                        berry.lit, berry.dark
                    }));
            g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
        }
        return this;
    }

    byte[] jpeg() {
        return jpeg(1);
    }

    /** @param gain brightness, 1 = as painted */
    byte[] jpeg(double gain) {
        BufferedImage exposed = new RescaleOp((float) gain, 0, null).filter(image, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(exposed, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
