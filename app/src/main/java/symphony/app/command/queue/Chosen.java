package symphony.app.command.queue;

import java.util.function.Predicate;

/** Counts the lines that are chosen; in a dry run none of them is taken. */
final class Chosen implements Predicate<String> {
    private final Predicate<String> filter;
    private final boolean dryRun;
    private long count;

    Chosen(Predicate<String> filter, boolean dryRun) {
        this.filter = filter;
        this.dryRun = dryRun;
    }

    @Override
    public boolean test(String line) {
        boolean chosen = filter.test(line);
        count += chosen ? 1 : 0;
        return chosen && !dryRun;
    }

    long count() {
        return count;
    }
}
