package symphony.bench.report;

import java.util.List;

/** The figures of contestants that were measured in the same rounds. */
public record Samples(List<Sample> all) {
    public Samples {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException where no contestant is called so */
    public Sample of(String name) {
        return all.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + name));
    }

    public boolean has(String name) {
        return all.stream().anyMatch(s -> s.name().equals(name));
    }

    /** The median of one by that of another. */
    public double ratio(String name, String by) {
        return of(name).median() / of(by).median();
    }
}
