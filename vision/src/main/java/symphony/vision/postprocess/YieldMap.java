package symphony.vision.postprocess;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import symphony.vision.postprocess.BlockMap.Line;
import symphony.vision.postprocess.BlockMap.Place;
import symphony.vision.postprocess.BlockMap.VineId;
import symphony.vision.postprocess.Summary.VineSum;

/** {@code summary.png}: the block from above, each vine in the colour of its visible clusters. */
final class YieldMap {
    private static final int WIDTH = 1800;
    private static final int MARGIN = 56;
    private static final int HEAD = 150;
    private static final int LEGEND = 270;
    private static final Color PAPER = new Color(0xFCFAF6);
    private static final Color PANEL = new Color(0xF1EEE6);
    private static final Color INK = new Color(0x2B2622);
    private static final Color FAINT = new Color(0x7D756C);
    private static final Color WIRE = new Color(0xC9C1B4);

    private final Summary summary;
    private final BlockMap map;
    private final int panelWidth = WIDTH - 3 * MARGIN - LEGEND;
    private final int panelHeight;
    private final MapFrame frame;
    private final Lettering letters;
    private final Graphics2D g;
    private final BufferedImage image;

    private YieldMap(Summary summary, BlockMap map) {
        this.summary = summary;
        this.map = map;
        this.panelHeight = MapFrame.heightFor(map, panelWidth, 640, 1500);
        this.frame = MapFrame.of(map, MARGIN, HEAD, panelWidth, panelHeight);
        this.image = new BufferedImage(WIDTH, HEAD + panelHeight + MARGIN, BufferedImage.TYPE_INT_RGB);
        this.g = image.createGraphics();
        this.letters = new Lettering(g);
    }

    static byte[] png(Summary summary, BlockMap map) throws IOException {
        YieldMap drawing = new YieldMap(summary, map);
        drawing.draw();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(drawing.image, "png", out);
        return out.toByteArray();
    }

    private void draw() {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(PAPER);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        letters.write("Visible clusters per vine", MARGIN, 72, 42, Font.BOLD, INK);
        letters.write(
                String.format(
                        Locale.ROOT,
                        "Block %s  ·  session %s  ·  %,d visible clusters, uncalibrated",
                        summary.blockName(),
                        summary.sessionName(),
                        summary.total()),
                MARGIN,
                114,
                24,
                Font.PLAIN,
                FAINT);
        g.setColor(PANEL);
        g.fill(new RoundRectangle2D.Double(MARGIN, HEAD, panelWidth, panelHeight, 18, 18));
        rows();
        vines();
        legend(MARGIN * 2 + panelWidth, HEAD);
        g.dispose();
    }

    private void rows() {
        g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        int every = labelEvery();
        int i = 0;
        for (var e : map.rows().entrySet()) {
            Line line = e.getValue();
            double x0 = frame.x(line.from());
            double y0 = frame.y(line.from());
            double dx = frame.x(line.to()) - x0;
            double dy = frame.y(line.to()) - y0;
            double length = Math.max(1e-9, Math.hypot(dx, dy));
            g.setColor(WIRE);
            g.draw(new Line2D.Double(x0, y0, x0 + dx, y0 + dy));
            if (i++ == 0 || e.getKey() % every == 0) {
                double away = Math.min(40, frame.spacing(map) * 0.6 + 18);
                letters.centred(
                        String.valueOf(e.getKey()),
                        x0 - dx / length * away,
                        y0 - dy / length * away,
                        20,
                        Font.BOLD,
                        FAINT);
            }
        }
    }

    /** Numbers of neighbouring rows may not run into each other. */
    private int labelEvery() {
        @Nullable Line before = null;
        double closest = Double.POSITIVE_INFINITY;
        for (Line line : map.rows().values()) {
            if (before != null) {
                double dx = frame.x(line.from()) - frame.x(before.from());
                double dy = frame.y(line.from()) - frame.y(before.from());
                closest = Math.min(closest, Math.hypot(dx, dy));
            }
            before = line;
        }
        return Scale125.above(34 / Math.max(1, closest));
    }

    private void vines() {
        double radius = Math.max(2.5, Math.min(24, frame.spacing(map) * 0.42));
        int most = Math.max(1, summary.mostOnAVine());
        for (VineSum v : summary.vines()) {
            Place place = map.vines().get(VineId.of(v));
            if (place == null) {
                continue;
            }
            double x = frame.x(place);
            double y = frame.y(place);
            Shape dot = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
            Integer clusters = v.clusters();
            if (clusters == null) {
                hatched(dot);
                continue;
            }
            double share = clusters / (double) most;
            g.setColor(Palette.of(share));
            g.fill(dot);
            g.setStroke(new BasicStroke((float) Math.max(0.6, radius / 14)));
            g.setColor(new Color(0x2B, 0x26, 0x22, 70));
            g.draw(dot);
            if (radius >= 13) {
                Color on = share > 0.45 ? Color.WHITE : INK;
                letters.centred(String.valueOf(clusters), x, y, (int) (radius * 0.85), Font.PLAIN, on);
            }
        }
    }

    private void hatched(Shape shape) {
        g.setColor(PAPER);
        g.fill(shape);
        g.setPaint(hatching());
        g.fill(shape);
        g.setStroke(new BasicStroke(1.2f));
        g.setColor(FAINT);
        g.draw(shape);
    }

    private static TexturePaint hatching() {
        BufferedImage tile = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        Graphics2D t = tile.createGraphics();
        t.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        t.setColor(FAINT);
        t.setStroke(new BasicStroke(1.3f));
        for (int d = -8; d <= 8; d += 8) {
            t.draw(new Line2D.Double(d - 1, 9, d + 9, -1));
        }
        t.dispose();
        return new TexturePaint(tile, new Rectangle2D.Double(0, 0, 8, 8));
    }

    private void legend(int x, int top) {
        int most = Math.max(1, summary.mostOnAVine());
        int height = Math.min(300, panelHeight - 330);
        letters.write("Clusters on a vine", x, top + 22, 22, Font.BOLD, INK);
        int y = top + 48;
        for (int i = 0; i < height; i++) {
            g.setColor(Palette.of(1 - i / (double) (height - 1)));
            g.fillRect(x, y + i, 44, 1);
        }
        int step = Math.max(1, Scale125.above(most / 6.0));
        for (int n = 0; n <= most; n += step) {
            double at = y + (height - 1) * (1 - n / (double) most);
            g.setColor(FAINT);
            g.setStroke(new BasicStroke(1.4f));
            g.draw(new Line2D.Double(x + 44, at, x + 52, at));
            letters.write(String.valueOf(n), x + 60, at + 7, 20, Font.PLAIN, INK);
        }
        int below = y + height + 44;
        hatched(new Ellipse2D.Double(x + 2, below - 17, 24, 24));
        letters.write("not seen", x + 44, below + 2, 20, Font.PLAIN, INK);
        letters.write(
                String.format(Locale.ROOT, "%.0f %% of the rows seen", 100 * summary.coverage()),
                x,
                below + 46,
                20,
                Font.PLAIN,
                FAINT);
        int foot = top + panelHeight;
        scaleBar(x, foot - 6);
        if (map.surveyed()) {
            northArrow(x + 22, foot - 130);
        } else {
            letters.write("schematic: no positions", x, foot - 96, 20, Font.PLAIN, FAINT);
        }
    }

    private void scaleBar(double x, double y) {
        int metres = Math.max(1, Scale125.below((LEGEND - 40) / frame.scale()));
        double width = metres * frame.scale();
        g.setColor(INK);
        g.setStroke(new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        Path2D bar = new Path2D.Double();
        bar.moveTo(x, y - 10);
        bar.lineTo(x, y);
        bar.lineTo(x + width, y);
        bar.lineTo(x + width, y - 10);
        g.draw(bar);
        letters.write(metres + " m", x, y - 22, 20, Font.PLAIN, INK);
    }

    private void northArrow(double x, double y) {
        Path2D west = new Path2D.Double();
        west.moveTo(x, y - 44);
        west.lineTo(x - 17, y + 30);
        west.lineTo(x, y + 16);
        west.closePath();
        Path2D east = new Path2D.Double();
        east.moveTo(x, y - 44);
        east.lineTo(x + 17, y + 30);
        east.lineTo(x, y + 16);
        east.closePath();
        g.setColor(INK);
        g.fill(west);
        g.setStroke(new BasicStroke(2f));
        g.draw(west);
        g.draw(east);
        letters.centred("N", x, y - 62, 24, Font.BOLD, INK);
    }
}
