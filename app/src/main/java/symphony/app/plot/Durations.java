package symphony.app.plot;

import java.util.List;
import java.util.Locale;
import symphony.app.plot.Figure.Anchor;

/** How long tasks took, a line a role: the middle half as a box, nine in ten as a line, on a logarithmic scale. */
final class Durations {
    /** @param seconds ascending, at least one */
    record Role(String name, int rgb, List<Double> seconds) {
        Role {
            seconds = List.copyOf(seconds);
        }

        double quantile(double share) {
            double at = share * (seconds.size() - 1);
            int low = (int) at;
            int high = Math.min(seconds.size() - 1, low + 1);
            return seconds.get(low) + (seconds.get(high) - seconds.get(low)) * (at - low);
        }
    }

    private static final int WIDTH = 1000;
    private static final int LEFT = 130;
    private static final int RIGHT = 40;
    private static final int TOP = 84;
    private static final int PITCH = 68;
    private static final int MOST_DOTS = 250;
    private static final int INK = 0x2B2622;
    private static final int FAINT = 0x7D756C;
    private static final int GRID = 0xE4DFD5;
    private static final double[] TICKS = {0.001, 0.01, 0.1, 1, 10, 60, 600, 3_600, 36_000, 360_000, 3_600_000};
    private static final double SHORTEST = 0.001;

    private Durations() {}

    static Figure draw(List<Role> roles) {
        int foot = TOP + PITCH * roles.size();
        Figure figure = new Figure(WIDTH, foot + 44);
        figure.text("Durations by role", 24, 34, 20, true, INK, Anchor.START);
        figure.text(
                "program's time a task  ·  box: the middle half, tick: the median, line: nine in ten",
                24,
                56,
                13,
                false,
                FAINT,
                Anchor.START);
        double least = roles.stream().mapToDouble(r -> r.quantile(0)).min().orElse(SHORTEST);
        double most = roles.stream().mapToDouble(r -> r.quantile(1)).max().orElse(1);
        double from = Math.log10(Math.max(SHORTEST, least) * 0.8);
        double to = Math.max(from + 1, Math.log10(Math.max(SHORTEST, most) * 1.25));
        for (double tick : TICKS) {
            double share = (Math.log10(tick) - from) / (to - from);
            if (share >= 0 && share <= 1) {
                double x = LEFT + share * (WIDTH - LEFT - RIGHT);
                figure.line(x, TOP - 8, x, foot, GRID, 1);
                figure.text(words(tick), x, foot + 20, 12, false, FAINT, Anchor.MIDDLE);
            }
        }
        for (int i = 0; i < roles.size(); i++) {
            row(figure, roles.get(i), TOP + PITCH * i + 20, from, to);
        }
        return figure;
    }

    private static void row(Figure figure, Role role, double y, double from, double to) {
        figure.text(role.name(), LEFT - 16, y + 5, 14, true, INK, Anchor.END);
        int dots = Math.min(MOST_DOTS, role.seconds().size());
        for (int i = 0; i < dots; i++) {
            double at = x(role.seconds().get((int) ((long) i * role.seconds().size() / dots)), from, to);
            // spread by a rule, so that the same tasks give the same picture
            double spread = (i * 7 % 11 - 5) * 1.9;
            figure.box(at - 1.5, y + spread - 1.5, 3, 3, role.rgb(), 0.35);
        }
        double q1 = x(role.quantile(0.25), from, to);
        double q3 = x(role.quantile(0.75), from, to);
        double median = x(role.quantile(0.5), from, to);
        figure.line(x(role.quantile(0.05), from, to), y, x(role.quantile(0.95), from, to), y, role.rgb(), 2);
        figure.box(q1, y - 11, Math.max(1, q3 - q1), 22, role.rgb(), 0.75);
        figure.line(median, y - 15, median, y + 15, INK, 2.5);
        double sum = role.seconds().stream().mapToDouble(Double::doubleValue).sum();
        figure.text(
                String.format(
                        Locale.ROOT,
                        "%,d task%s  ·  median %s  ·  longest %s  ·  %s in all",
                        role.seconds().size(),
                        role.seconds().size() == 1 ? "" : "s",
                        words(role.quantile(0.5)),
                        words(role.quantile(1)),
                        words(sum)),
                LEFT,
                y + 32,
                12,
                false,
                FAINT,
                Anchor.START);
    }

    private static double x(double seconds, double from, double to) {
        return LEFT + (Math.log10(Math.max(SHORTEST, seconds)) - from) / (to - from) * (WIDTH - LEFT - RIGHT);
    }

    static String words(double seconds) {
        if (seconds < 0.995) {
            return Math.round(seconds * 1000) + " ms";
        }
        if (seconds < 59.5) {
            return number(seconds) + " s";
        }
        return seconds < 3_595 ? number(seconds / 60) + " min" : number(seconds / 3_600) + " h";
    }

    private static String number(double value) {
        return value < 9.95 && value != Math.rint(value)
                ? String.format(Locale.ROOT, "%.1f", value)
                : String.format(Locale.ROOT, "%,d", Math.round(value));
    }
}
