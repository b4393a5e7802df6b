package symphony.core.plan;

import java.util.List;
import java.util.TreeSet;

/** Files that no line of the map explains: how many, and which come first; there may be very many. */
final class Leftovers {
    private static final int NAMED = 3;

    private final TreeSet<String> first = new TreeSet<>();
    private long count;

    synchronized void add(String name) {
        count++;
        first.add(name);
        if (first.size() > NAMED) {
            first.pollLast();
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized List<String> first() {
        return List.copyOf(first);
    }
}
