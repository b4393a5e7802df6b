package symphony.bench.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A section as Markdown: the figures' table, then the goals'. */
final class MarkdownSection {
    private MarkdownSection() {}

    static void print(Section section, PrintStream out) {
        out.println("\n## " + section.title() + "\n");
        if (!section.samples().isEmpty()) {
            out.println("| | median | rounds | unit |\n| --- | ---: | --- | --- |");
            section.samples().forEach(s -> out.println(row(s.name(), number(s.median()), spread(s), s.unit())));
        }
        if (!section.goals().isEmpty()) {
            out.println("\n| ratio | measured | goal | |\n| --- | ---: | ---: | --- |");
            section.goals()
                    .forEach(g -> out.println(row(
                            g.name(),
                            number(g.value()),
                            (g.atLeast() ? "≥ " : "≤ ") + number(g.bound()),
                            g.met() ? "met" : "**not met**")));
        }
        section.notes().forEach(note -> out.println("\n" + note));
    }

    private static String row(String... cells) {
        return List.of(cells).stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String spread(Sample sample) {
        int rounds = sample.rounds().size();
        return rounds == 1 ? "1" : rounds + ": " + number(sample.least()) + " to " + number(sample.most());
    }

    /** Three digits that count; whole from 100 on, with commas. */
    private static String number(double value) {
        double size = Math.abs(value);
        String form = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3g";
        return String.format(Locale.ROOT, form, value);
    }
}
