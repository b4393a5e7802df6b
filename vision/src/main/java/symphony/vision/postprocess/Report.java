package symphony.vision.postprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import symphony.core.artifact.RowVideoMap;
import symphony.core.session.Session;
import symphony.vision.postprocess.Summary.RowSum;

/** {@code report/index.html}: one page that needs nothing beside it and asks no other machine for anything. */
final class Report {
    private static final int NAMED_ROWS = 5;

    private final Session session;
    private final RowVideoMap rvm;
    private final SessionParts parts;
    private final Summary summary;
    private final Optional<Calibration.Outcome> calibration;

    Report(
            Session session,
            RowVideoMap rvm,
            SessionParts parts,
            Summary summary,
            Optional<Calibration.Outcome> calibration) {
        this.session = session;
        this.rvm = rvm;
        this.parts = parts;
        this.summary = summary;
        this.calibration = calibration;
    }

    /** @param map the yield map, PNG */
    String html(byte[] map) {
        String title = "Block " + Html.escaped(summary.blockName()) + ": visible clusters";
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <header>
                <h1>%s</h1>
                <p class="sub">%s, %s &#183; session %s%s</p>
                %s
                </header>
                %s
                <h2>Map</h2>
                <figure><img alt="Yield map: every vine in the colour of its visible clusters" src="data:image/png;base64,%s"/>
                <figcaption>Visible clusters per vine, both sides together. Hatched: not seen.</figcaption></figure>
                <h2>Rows</h2>
                %s<p class="note"><span class="key one"></span>dir1, the side facing the next lower row
                <span class="key two"></span>dir2, the side facing the next higher row</p>
                %s
                %s
                %s
                %s
                </main>
                </body>
                </html>
                """
                .formatted(
                        title,
                        style(),
                        title,
                        Html.escaped(session.clientName()),
                        Html.escaped(session.farmName()),
                        Html.escaped(summary.sessionName()),
                        session.test() ? " (test)" : "",
                        calibrationPill(),
                        cards(),
                        Base64.getEncoder().encodeToString(map),
                        RowChart.svg(summary.rows()),
                        extremes(),
                        table(),
                        counting(),
                        new ReportProvenance(session, rvm, parts).html());
    }

    private Optional<Calibration> calibrated() {
        return calibration.flatMap(Calibration.Outcome::calibration);
    }

    private String calibrationPill() {
        return calibrated()
                .map(c -> "<span class=\"pill\">visible clusters, with a calibration on " + c.vines()
                        + " vines below</span>")
                .orElse("<span class=\"pill\">uncalibrated: visible clusters, not yield</span>");
    }

    private String cards() {
        long filmed = summary.rows().stream().filter(r -> r.total() != null).count();
        long seen = summary.vines().stream().filter(v -> v.clusters() != null).count();
        String perVine = seen == 0 ? "–" : String.format(Locale.ROOT, "%.1f", summary.total() / (double) seen);
        return "<div class=\"cards\">\n" + card("card first", Html.number(summary.total()), "visible clusters")
                + card("card", Html.percent(summary.coverage()), "of the block's rows seen")
                + card("card", filmed + " of " + summary.rows().size(), "rows filmed")
                + card(
                        "card",
                        Html.number((int) seen) + " of "
                                + Html.number(summary.vines().size()),
                        "vines seen")
                + card("card", perVine, "visible clusters per vine seen") + "</div>";
    }

    private static String card(String kind, String figure, String words) {
        return "<div class=\"" + kind + "\"><b>" + figure + "</b><span>" + words + "</span></div>\n";
    }

    private String extremes() {
        List<RowSum> seen =
                summary.rows().stream().filter(r -> perVine(r).isPresent()).toList();
        if (seen.size() < 2) {
            return "";
        }
        Comparator<RowSum> byDensity =
                Comparator.comparingDouble(r -> perVine(r).orElse(0.0));
        return "<div class=\"two-columns\">\n"
                + shortList("Most per vine", seen.stream().sorted(byDensity.reversed()))
                + shortList("Fewest per vine", seen.stream().sorted(byDensity))
                + "</div>";
    }

    private String shortList(String title, Stream<RowSum> rows) {
        return "<div class=\"card\"><h3>" + title
                + "</h3><table><tr><th>row</th><th>visible clusters</th><th>per vine seen</th></tr>\n"
                + rows.limit(Math.min(NAMED_ROWS, Math.max(1, summary.rows().size() / 2)))
                        .map(r -> String.format(
                                Locale.ROOT,
                                "<tr><td>%d</td><td>%s</td><td>%.1f</td></tr>\n",
                                r.row(),
                                Html.count(r.total()),
                                perVine(r).orElse(0.0)))
                        .collect(Collectors.joining())
                + "</table></div>\n";
    }

    private Optional<Double> perVine(RowSum row) {
        long vines = summary.vines().stream()
                .filter(v -> v.row() == row.row() && v.clusters() != null)
                .count();
        Integer total = row.total();
        return total == null || vines == 0 ? Optional.empty() : Optional.of(total / (double) vines);
    }

    private String table() {
        int most = summary.rows().stream()
                .map(RowSum::total)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return "<h2>All rows</h2>\n<div class=\"wide\"><table>\n<tr><th>row</th><th>visible clusters</th><th></th>"
                + "<th>dir1</th><th>dir2</th><th>coverage</th>"
                + calibrated().map(c -> "<th>calibrated</th>").orElse("") + "</tr>\n"
                + summary.rows().stream().map(r -> line(r, most)).collect(Collectors.joining())
                + "</table></div>\n<p class=\"note\">A dash: not filmed. Coverage: the share of the row seen from at"
                + " least one side.</p>";
    }

    private String line(RowSum r, int most) {
        Integer total = r.total();
        double share = total == null || most == 0 ? 0 : 100.0 * total / most;
        return String.format(
                Locale.ROOT,
                "<tr><td>%d</td><td>%s</td><td class=\"bar\"><i style=\"width:%.1f%%\"></i></td><td>%s</td><td>%s</td>"
                        + "<td>%s</td>%s</tr>\n",
                r.row(),
                Html.count(total),
                share,
                Html.count(r.dir1()),
                Html.count(r.dir2()),
                Html.percent(r.coverage()),
                calibrated()
                        .map(c -> "<td>" + (total == null ? "–" : Html.number((int) Math.round(total * c.ratio())))
                                + "</td>")
                        .orElse(""));
    }

    private String counting() {
        String calibrationWords = calibrated()
                .map(c -> String.format(
                        Locale.ROOT,
                        "Calibrated on %d vines counted by hand: %.2f clusters per visible cluster (median of ratios),"
                                + " so about %s clusters on the vines seen. Each vine predicted from the others: off by"
                                + " %.1f clusters (median), all together by %+.1f %%.",
                        c.vines(),
                        c.ratio(),
                        Html.number((int) Math.round(summary.total() * c.ratio())),
                        c.medianError(),
                        100 * c.totalError()))
                .orElse(
                        "The figures are <b>visible clusters, uncalibrated</b>: what a camera sees past leaves, not what"
                                + " hangs on the vine. With hand counts of 20 or more vines in calibration.csv"
                                + " (row,vine,clusters) this report gives a calibrated figure beside them.");
        List<String> findings = new ArrayList<>(parts.findings());
        calibration.map(Calibration.Outcome::word).filter(w -> !w.isEmpty()).ifPresent(findings::add);
        String list = findings.isEmpty()
                ? ""
                : "<h2>To know</h2>\n<ul class=\"findings\">\n"
                        + findings.stream()
                                .map(f -> "<li>" + Html.escaped(f) + "</li>\n")
                                .collect(Collectors.joining())
                        + "</ul>";
        return list
                + "<h2>How this was counted</h2>\n<p>" + calibrationWords
                + "</p>\n<p>Clusters seen from either side are reported per side; the total is their sum. A cluster seen"
                + " through the canopy from both sides is counted twice. Where a row side was driven more than once, each"
                + " vine is counted in the drive that saw it best. A cluster cut by the border of two archives is counted"
                + " once. What was not seen is left blank, never counted as 0.</p>";
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
