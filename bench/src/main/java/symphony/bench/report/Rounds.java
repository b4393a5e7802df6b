package symphony.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs contestants in turn, round by round, so that whatever slows the machine for a while slows all of them. One round
 * more is run first and not counted: it warms caches and compilers.
 */
public final class Rounds {
    /** Measures once. */
    @FunctionalInterface
    public interface Contestant {
        double measure() throws Exception;
    }

    private final String unit;
    private final Map<String, Contestant> contestants = new LinkedHashMap<>();

    public Rounds(String unit) {
        this.unit = unit;
    }

    public Rounds with(String name, Contestant contestant) {
        contestants.put(name, contestant);
        return this;
    }

    /** The figures, in the order in which the contestants were named. */
    public Samples run(int rounds) throws Exception {
        List<String> names = List.copyOf(contestants.keySet());
        List<List<Double>> figures = new ArrayList<>();
        names.forEach(name -> figures.add(new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            int place = 0;
            for (Contestant contestant : contestants.values()) {
                double figure = contestant.measure();
                Progress.say(String.format(
                        Locale.ROOT, "round %d of %d: %s: %.4g %s", round, rounds, names.get(place), figure, unit));
                if (round > 0) {
                    figures.get(place).add(figure);
                }
                place++;
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            samples.add(new Sample(names.get(i), unit, figures.get(i)));
        }
        return new Samples(samples);
    }
}
