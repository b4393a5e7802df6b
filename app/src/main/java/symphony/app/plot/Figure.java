package symphony.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A picture of a few kinds of marks, in the order they were put; the same as SVG and as PNG. */
final class Figure {
    /** Where a text stands to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    record Point(double x, double y) {}

    private static final int SCALE = 2;
    private static final int PAPER = 0xFCFAF6;

    private sealed interface Mark {}

    private record Area(List<Point> points, int rgb, double opacity) implements Mark {}

    private record Line(List<Point> points, int rgb, double width) implements Mark {}

    private record Text(String text, Point at, int size, boolean bold, int rgb, Anchor anchor) implements Mark {}

    private final int width;
    private final int height;
    private final List<Mark> marks = new ArrayList<>();

    Figure(int width, int height) {
        this.width = width;
        this.height = height;
    }

    void area(List<Point> points, int rgb, double opacity) {
        marks.add(new Area(List.copyOf(points), rgb, opacity));
    }

    void box(double x, double y, double width, double height, int rgb, double opacity) {
        area(
                List.of(
                        new Point(x, y),
                        new Point(x + width, y),
                        new Point(x + width, y + height),
                        new Point(x, y + height)),
                rgb,
                opacity);
    }

    void line(List<Point> points, int rgb, double width) {
        marks.add(new Line(List.copyOf(points), rgb, width));
    }

    void line(double x1, double y1, double x2, double y2, int rgb, double width) {
        line(List.of(new Point(x1, y1), new Point(x2, y2)), rgb, width);
    }

    /** The text's base line is at {@code y}. */
    void text(String text, double x, double y, int size, boolean bold, int rgb, Anchor anchor) {
        marks.add(new Text(text, new Point(x, y), size, bold, rgb, anchor));
    }

    String svg() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"system-ui, 'DejaVu Sans', sans-serif\">%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
                width,
                height,
                width,
                height,
                width,
                height,
                css(PAPER)));
        for (Mark mark : marks) {
            if (mark instanceof Area a) {
                out.append(String.format(
                        Locale.ROOT,
                        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"%.2f\"/>%n",
                        svg(a.points()),
                        css(a.rgb()),
                        a.opacity()));
            } else if (mark instanceof Line l) {
                out.append(String.format(
                        Locale.ROOT,
                        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>%n",
                        svg(l.points()),
                        css(l.rgb()),
                        l.width()));
            } else if (mark instanceof Text t) {
                out.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\"%s fill=\"%s\" text-anchor=\"%s\">%s</text>%n",
                        t.at().x(),
                        t.at().y(),
                        t.size(),
                        t.bold() ? " font-weight=\"600\"" : "",
                        css(t.rgb()),
                        t.anchor().name().toLowerCase(Locale.ROOT),
                        escaped(t.text())));
            }
        }
        return out.append("</svg>\n").toString();
    }

    byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(SCALE, SCALE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(new Color(PAPER));
        g.fillRect(0, 0, width, height);
        boolean fonts = hasFonts(g);
        for (Mark mark : marks) {
            if (mark instanceof Area a) {
                g.setColor(new Color(
                        a.rgb() >> 16 & 255, a.rgb() >> 8 & 255, a.rgb() & 255, (int) Math.round(255 * a.opacity())));
                Path2D path = path(a.points());
                path.closePath();
                g.fill(path);
            } else if (mark instanceof Line l) {
                g.setColor(new Color(l.rgb()));
                g.setStroke(new BasicStroke((float) l.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
                g.draw(path(l.points()));
            } else if (mark instanceof Text t && fonts) {
                write(g, t);
            }
        }
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void write(Graphics2D g, Text t) {
        Font font = new Font(Font.SANS_SERIF, t.bold() ? Font.BOLD : Font.PLAIN, t.size());
        double length = font.getStringBounds(t.text(), g.getFontRenderContext()).getWidth();
        double shift =
                switch (t.anchor()) {
                    case START -> 0;
                    case MIDDLE -> length / 2;
                    case END -> length;
                };
        g.setFont(font);
        g.setColor(new Color(t.rgb()));
        g.drawString(t.text(), (float) (t.at().x() - shift), (float) t.at().y());
    }

    /** A slim container has no fonts, and the JDK then fails with one of several errors; the picture is made without. */
    private static boolean hasFonts(Graphics2D g) {
        try {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                            .getStringBounds("0", g.getFontRenderContext())
                            .getWidth()
                    > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return false;
        }
    }

    private static Path2D path(List<Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        points.forEach(p -> path.lineTo(p.x(), p.y()));
        return path;
    }

    private static String svg(List<Point> points) {
        StringBuilder out = new StringBuilder();
        points.forEach(p -> out.append(out.isEmpty() ? "" : " ")
                .append(Math.round(p.x() * 10) / 10.0)
                .append(',')
                .append(Math.round(p.y() * 10) / 10.0));
        return out.toString();
    }

    private static String css(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
