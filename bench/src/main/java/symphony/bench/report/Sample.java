package symphony.bench.report;

import java.util.List;

/**
 * One contestant's figure, measured in several rounds.
 *
 * @param name what was measured, for people
 * @param unit of every round's figure
 * @param rounds in the order they were run, at least one
 */
public record Sample(String name, String unit, List<Double> rounds) {
    public Sample {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(name + " was measured in no round");
        }
    }

    public static Sample once(String name, String unit, double value) {
        return new Sample(name, unit, List.of(value));
    }

    public double median() {
        return quantile(0.5);
    }

    public double least() {
        return quantile(0);
    }

    public double most() {
        return quantile(1);
    }

    /**
     * Interpolated between the two nearest ranks.
     *
     * @param share 0 to 1
     */
    public double quantile(double share) {
        List<Double> ordered = rounds.stream().sorted().toList();
        double rank = share * (ordered.size() - 1);
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return ordered.get(below) + (rank - below) * (ordered.get(above) - ordered.get(below));
    }
}
