package symphony.core.verify;

import java.util.List;
import java.util.Optional;

/**
 * Findings for people, as compilers write them: place, severity, code and message, the source line with a caret under the
 * place, and the remedy.
 */
public final class FindingsText {
    private static final int WIDEST = 160;
    private static final String BOLD = "\u001B[1m";
    private static final String RED = "\u001B[31m";
    private static final String YELLOW = "\u001B[33m";
    private static final String PLAIN = "\u001B[0m";

    private final Sources sources;
    private final boolean colours;

    /** Where the lines come from that findings point at. */
    @FunctionalInterface
    public interface Sources {
        /** A line of a file, counted from 1; empty where the file cannot be shown. */
        Optional<String> line(String file, int number);
    }

    public FindingsText(Sources sources, boolean colours) {
        this.sources = sources;
        this.colours = colours;
    }

    /** All findings, each with its own lines; empty where there are none. */
    public String of(List<Finding> findings) {
        StringBuilder out = new StringBuilder();
        findings.forEach(f -> append(f, out));
        return out.toString();
    }

    private void append(Finding f, StringBuilder out) {
        String severity = f.isError() ? "error" : "warning";
        out.append(styled(BOLD, f.place().toString()))
                .append(": ")
                .append(styled(BOLD + (f.isError() ? RED : YELLOW), severity + " " + f.code()))
                .append(": ")
                .append(f.message())
                .append('\n');
        if (f.place().line() > 0) {
            sources.line(f.place().file(), f.place().line()).ifPresent(line -> source(line, f, out));
        }
        if (!f.remedy().isEmpty()) {
            out.append("  Remedy: ").append(f.remedy()).append('\n');
        }
    }

    private void source(String line, Finding f, StringBuilder out) {
        if (line.length() > WIDEST) {
            return;
        }
        String number = String.valueOf(f.place().line());
        out.append("  ").append(number).append(" | ").append(visible(line)).append('\n');
        int column = f.place().column();
        if (column > 0 && column <= line.codePointCount(0, line.length()) + 1) {
            String before = line.substring(0, line.offsetByCodePoints(0, column - 1));
            out.append("  ")
                    .append(" ".repeat(number.length()))
                    .append(" | ")
                    .append(before.replaceAll("[^\t]", " "))
                    .append(styled(f.isError() ? RED : YELLOW, "^"))
                    .append('\n');
        }
    }

    /** A file may hold what would steer the terminal. */
    private static String visible(String line) {
        return line.replaceAll("[\\p{Cntrl}\\u0080-\\u009F&&[^\t]]", "·");
    }

    private String styled(String style, String text) {
        return colours ? style + text + PLAIN : text;
    }
}
