package symphony.vision.postprocess;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.session.Session;
import symphony.vision.BuiltinStages;
import symphony.vision.process.PartNotes;

/** The report's last section: of what, and with what, the figures were made. */
final class ReportProvenance {
    private final Session session;
    private final RowVideoMap rvm;
    private final SessionParts parts;

    ReportProvenance(Session session, RowVideoMap rvm, SessionParts parts) {
        this.session = session;
        this.rvm = rvm;
        this.parts = parts;
    }

    String html() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("program", "symphony-postprocess " + BuiltinStages.VERSION);
        facts.put("session", session.sessionName() + ", run " + session.run());
        facts.put("scans", distinct(p -> p.name().archive().scanId()));
        facts.put("cameras", distinct(p -> p.name().archive().camera()));
        facts.put("archives with rows", String.valueOf(rvm.byArchive().size()));
        facts.put("row parts", parts.parts().size() + " of " + rvm.size());
        facts.put("frames", Html.number(sum(PartNotes::frames)));
        facts.put("detections", Html.number(sum(PartNotes::detections)));
        facts.put("metres per pixel from", scales());
        facts.put("views that make a cluster", notes(n -> String.valueOf(n.leastViews())));
        facts.put(
                "join over archive borders",
                String.format(
                        Locale.ROOT,
                        "within %.2f m and the places' own doubt, %.1f boxes in height",
                        Drive.JOIN_METRES,
                        Drive.JOIN_BOXES));
        facts.put(
                "detection parameters",
                session.detectionParams().isEmpty()
                        ? "none"
                        : session.detectionParams().entrySet().stream()
                                .map(e -> e.getKey() + " = " + e.getValue())
                                .collect(Collectors.joining(", ")));
        return "<h2>Provenance</h2>\n<div class=\"card\"><dl>\n"
                + facts.entrySet().stream()
                        .map(e -> "<dt>" + e.getKey() + "</dt><dd>" + Html.escaped(e.getValue()) + "</dd>\n")
                        .collect(Collectors.joining())
                + "</dl></div>";
    }

    private String distinct(Function<RowPart, String> of) {
        return rvm.parts().stream().map(of).distinct().sorted().collect(Collectors.joining(", "));
    }

    private int sum(ToIntFunction<PartNotes> of) {
        return parts.parts().stream()
                .flatMap(p -> p.notes().stream())
                .mapToInt(of)
                .sum();
    }

    private String notes(Function<PartNotes, String> of) {
        String text = parts.parts().stream()
                .flatMap(p -> p.notes().stream())
                .map(of)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "not noted" : text;
    }

    private String scales() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        parts.parts().stream()
                .flatMap(p -> p.notes().stream())
                .filter(n -> !n.scaleFrom().isEmpty())
                .forEach(n -> counts.merge(n.scaleFrom(), 1, Integer::sum));
        String text = counts.entrySet().stream()
                .map(e -> e.getKey() + " (" + e.getValue() + " parts)")
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "not noted" : text;
    }
}
