package symphony.vision.postprocess;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/** Writes on a picture; on a machine that has no fonts at all nothing is written, and the picture is still made. */
final class Lettering {
    private final Graphics2D g;
    private final boolean fonts;

    Lettering(Graphics2D g) {
        this.g = g;
        this.fonts = canWrite(g);
    }

    /** A slim container has no fonts, and the JDK then fails with one of several errors. */
    private static boolean canWrite(Graphics2D g) {
        try {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                            .getStringBounds("0", g.getFontRenderContext())
                            .getWidth()
                    > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return false;
        }
    }

    /** The text's base line begins at {@code x, y}. */
    void write(String text, double x, double y, int size, int style, Color colour) {
        if (fonts) {
            g.setFont(new Font(Font.SANS_SERIF, style, size));
            g.setColor(colour);
            g.drawString(text, (float) x, (float) y);
        }
    }

    void centred(String text, double x, double y, int size, int style, Color colour) {
        if (fonts) {
            Font font = new Font(Font.SANS_SERIF, style, size);
            Rectangle2D bounds = font.getStringBounds(text, g.getFontRenderContext());
            LineMetrics lines = font.getLineMetrics(text, g.getFontRenderContext());
            double base = y + (lines.getAscent() - lines.getDescent()) / 2 - size * 0.04;
            write(text, x - bounds.getWidth() / 2, base, size, style, colour);
        }
    }
}
