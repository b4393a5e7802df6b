package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;

/** The instances of one cause: they are counted, and the first few named, in a single finding. */
final class Counted {
    private static final int NAMED = 3;

    private final List<String> first = new ArrayList<>();
    private int count;

    static Counted of(Iterable<?> instances) {
        Counted counted = new Counted();
        instances.forEach(i -> counted.add(String.valueOf(i)));
        return counted;
    }

    void add(String instance) {
        if (count++ < NAMED) {
            first.add(instance);
        }
    }

    int count() {
        return count;
    }

    boolean any() {
        return count > 0;
    }

    /** For example {@code row 7}, or {@code 5 rows (7, 9, 11 …)}. */
    String of(String one, String many) {
        if (count == 1) {
            return one + " " + first.get(0);
        }
        return count + " " + many + " (" + this + ")";
    }

    /** The first few, for example {@code 7, 9, 11 …}. */
    @Override
    public String toString() {
        return String.join(", ", first) + (count > NAMED ? " …" : "");
    }
}
