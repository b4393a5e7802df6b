package symphony.vision.postprocess;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import symphony.vision.postprocess.Summary.RowSum;

/** The report's bars, as inline SVG: one a row, its two sides on top of each other. */
final class RowChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 300;
    private static final int LEFT = 54;
    private static final int FOOT = 262;
    private static final int TOP = 16;

    private RowChart() {}

    static String svg(List<RowSum> rows) {
        int most = rows.stream()
                .map(r -> Optional.ofNullable(r.total()).orElse(0))
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int step = Scale125.above(Math.max(1, most) / 4.0);
        int top = Math.max(step, (most + step - 1) / step * step);
        double perCluster = (FOOT - TOP) / (double) top;
        double pitch = (WIDTH - LEFT) / (double) Math.max(1, rows.size());
        double bar = Math.min(46, pitch * 0.68);
        StringBuilder out = new StringBuilder("<svg class=\"chart\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"Visible clusters per row\">\n"
                + "<defs><pattern id=\"unseen\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\""
                + " patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\" class=\"hatch\"/>"
                + "</pattern></defs>\n");
        for (int n = 0; n <= top; n += step) {
            double y = FOOT - n * perCluster;
            out.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text class=\"tick\" x=\"%d\""
                            + " y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT,
                    WIDTH,
                    y,
                    y,
                    LEFT - 10,
                    y + 4,
                    Html.number(n)));
        }
        int every = 1 + rows.size() / 40;
        for (int i = 0; i < rows.size(); i++) {
            RowSum r = rows.get(i);
            double x = LEFT + pitch * i + (pitch - bar) / 2;
            out.append("<g><title>").append(title(r)).append("</title>");
            Integer one = r.dir1();
            Integer two = r.dir2();
            if (one == null && two == null) {
                out.append(rect("unseen", x, bar, TOP, FOOT));
            }
            double y = FOOT;
            if (one != null) {
                out.append(rect("one", x, bar, y - one * perCluster, y));
                y -= one * perCluster;
            }
            if (two != null) {
                out.append(rect("two", x, bar, y - two * perCluster, y));
            }
            if (i % every == 0) {
                out.append(String.format(
                        Locale.ROOT,
                        "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
                        x + bar / 2,
                        FOOT + 22,
                        r.row()));
            }
            out.append("</g>\n");
        }
        return out.append("</svg>\n").toString();
    }

    private static String rect(String kind, double x, double width, double top, double foot) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                kind,
                x,
                top,
                width,
                Math.max(0, foot - top));
    }

    private static String title(RowSum r) {
        return "Row " + r.row() + ": " + Html.count(r.total()) + " visible clusters (dir1 " + Html.count(r.dir1())
                + ", dir2 " + Html.count(r.dir2()) + ")";
    }
}
