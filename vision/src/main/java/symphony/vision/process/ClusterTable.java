package symphony.vision.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import symphony.vision.BadData;

/**
 * {@code clusters.csv}. A cluster that is open and has few views is a fragment: it counts only together with its other
 * half in the neighbouring part.
 */
public final class ClusterTable {
    private static final List<String> COLUMNS = List.of(
            "cluster",
            "along_m",
            "sd_m",
            "height_px",
            "vine",
            "first_frame",
            "last_frame",
            "views",
            "confidence",
            "open");

    private ClusterTable() {}

    public static String format(List<Cluster> clusters) {
        StringBuilder out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (Cluster c : clusters) {
            out.append(String.format(
                    Locale.ROOT,
                    "%d,%.3f,%.3f,%.1f,%s,%d,%d,%d,%.3f,%s\n",
                    c.number(),
                    c.along(),
                    c.sd(),
                    c.heightPx(),
                    c.vine() == null ? "" : c.vine(),
                    c.firstFrame(),
                    c.lastFrame(),
                    c.views(),
                    c.confidence(),
                    open(c)));
        }
        return out.toString();
    }

    /**
     * @param where the file's name for messages
     * @throws BadData naming file and line
     */
    public static List<Cluster> parse(String text, String where) throws IOException {
        List<Cluster> clusters = new ArrayList<>();
        Table.read(text, where, COLUMNS, row -> {
            String open = row.text("open");
            if (!List.of("", "start", "end", "both").contains(open)) {
                throw row.wrong("open must be start, end, both or empty, found '" + open + "'");
            }
            try {
                clusters.add(new Cluster(
                        (int) row.whole("cluster"),
                        row.number("along_m"),
                        row.number("sd_m"),
                        row.number("height_px"),
                        row.text("vine").isEmpty() ? null : Integer.valueOf((int) row.whole("vine")),
                        row.whole("first_frame"),
                        row.whole("last_frame"),
                        (int) row.whole("views"),
                        row.number("confidence"),
                        open.equals("start") || open.equals("both"),
                        open.equals("end") || open.equals("both")));
            } catch (IllegalArgumentException e) {
                throw row.wrong(String.valueOf(e.getMessage()));
            }
        });
        return clusters;
    }

    private static String open(Cluster c) {
        if (c.openAtStart()) {
            return c.openAtEnd() ? "both" : "start";
        }
        return c.openAtEnd() ? "end" : "";
    }
}
