package symphony.app.plot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import symphony.app.plot.Figure.Anchor;
import symphony.app.plot.Figure.Point;

/** Amounts over time, one upon the other. */
final class StackedTimes {
    /**
     * One layer.
     *
     * @param values one for each instant
     */
    record Layer(String name, int rgb, List<Double> values) {
        Layer {
            values = List.copyOf(values);
        }
    }

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 480;
    private static final int LEFT = 62;
    private static final int RIGHT = 24;
    private static final int FOOT = 436;
    private static final int INK = 0x2B2622;
    private static final int FAINT = 0x7D756C;
    private static final int GRID = 0xE4DFD5;

    private final Figure figure = new Figure(WIDTH, HEIGHT);
    private final TimeAxis axis;
    private final List<Instant> instants;
    private final List<Layer> layers;
    private final boolean steps;

    /** @param steps whether a value holds until the next instant, else it leads there in a straight line */
    StackedTimes(TimeAxis axis, List<Instant> instants, List<Layer> layers, boolean steps) {
        this.axis = axis;
        this.instants = List.copyOf(instants);
        this.layers = List.copyOf(layers);
        this.steps = steps;
    }

    /** @param limit a line above all, as of the slots there were; null where none is known */
    Figure draw(String title, String unit, @Nullable Layer limit) {
        figure.text(title, LEFT - 38, 34, 20, true, INK, Anchor.START);
        figure.text(unit + "  ·  " + axis.words(), LEFT - 38, 56, 13, false, FAINT, Anchor.START);
        int top = legend(limit) + 18;
        double most = 0;
        double[] sums = new double[instants.size()];
        for (int i = 0; i < sums.length; i++) {
            for (Layer layer : layers) {
                sums[i] += layer.values().get(i);
            }
            most = Math.max(
                    most, Math.max(sums[i], limit == null ? 0 : limit.values().get(i)));
        }
        double step = Scale.step(most, 5);
        double ceiling = Math.max(step, Math.ceil(most / step) * step);
        double perUnit = (FOOT - top) / ceiling;
        for (double value = 0; value <= ceiling + step / 2; value += step) {
            double y = FOOT - value * perUnit;
            figure.line(LEFT, y, WIDTH - RIGHT, y, GRID, 1);
            figure.text(number(value), LEFT - 8, y + 4, 12, false, FAINT, Anchor.END);
        }
        List<Double> below = Collections.nCopies(instants.size(), 0.0);
        for (Layer layer : layers) {
            List<Double> above = new ArrayList<>();
            for (int i = 0; i < instants.size(); i++) {
                above.add(below.get(i) + layer.values().get(i));
            }
            List<Point> outline = new ArrayList<>(points(above, perUnit));
            List<Point> back = points(below, perUnit);
            for (int i = back.size() - 1; i >= 0; i--) {
                outline.add(back.get(i));
            }
            figure.area(outline, layer.rgb(), 0.92);
            below = above;
        }
        if (limit != null) {
            figure.line(points(limit.values(), perUnit), limit.rgb(), 1.6);
        }
        figure.line(LEFT, FOOT, WIDTH - RIGHT, FOOT, FAINT, 1.2);
        for (TimeAxis.Tick tick : axis.ticks()) {
            double x = x(tick.at());
            figure.line(x, FOOT, x, FOOT + 5, FAINT, 1.2);
            figure.text(tick.label(), x, FOOT + 21, 12, false, FAINT, Anchor.MIDDLE);
        }
        return figure;
    }

    /** @return how far down it goes */
    private int legend(@Nullable Layer limit) {
        double x = LEFT - 38;
        int y = 80;
        List<Layer> named = new ArrayList<>(layers);
        if (limit != null) {
            named.add(limit);
        }
        for (Layer layer : named) {
            double length = 26 + 7.0 * layer.name().length() + 14;
            if (x + length > WIDTH - RIGHT) {
                x = LEFT - 38;
                y += 20;
            }
            if (layer.equals(limit)) {
                figure.line(x, y - 5, x + 12, y - 5, layer.rgb(), 1.6);
            } else {
                figure.box(x, y - 11, 12, 12, layer.rgb(), 0.92);
            }
            figure.text(layer.name(), x + 18, y, 13, false, INK, Anchor.START);
            x += length;
        }
        return y;
    }

    private List<Point> points(List<Double> values, double perUnit) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            double y = FOOT - values.get(i) * perUnit;
            points.add(new Point(x(instants.get(i)), y));
            if (steps) {
                points.add(new Point(i + 1 < values.size() ? x(instants.get(i + 1)) : WIDTH - RIGHT, y));
            }
        }
        return points;
    }

    private double x(Instant at) {
        return LEFT + (WIDTH - RIGHT - LEFT) * axis.share(at);
    }

    private static String number(double value) {
        return value >= 1 || value == 0
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
