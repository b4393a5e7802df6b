package symphony.bench.report;

import java.util.ArrayList;
import java.util.List;

/** One table of a report: figures, the goals that follow from them, and what a reader must know beside them. */
public final class Section {
    private final String title;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Section(String title) {
        this.title = title;
    }

    public Sample add(Sample sample) {
        samples.add(sample);
        return sample;
    }

    public void add(Goal goal) {
        goals.add(goal);
    }

    /** A sentence under the table: how it was measured, or what was left out and why. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    String title() {
        return title;
    }

    List<Sample> samples() {
        return samples;
    }

    List<Goal> goals() {
        return goals;
    }

    List<String> notes() {
        return notes;
    }
}
