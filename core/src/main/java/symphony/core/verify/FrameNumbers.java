package symphony.core.verify;

import java.util.Map;
import java.util.TreeMap;

/** A set of frame numbers, kept as runs: those of a log or an archive mostly follow one another. */
final class FrameNumbers {
    /** First of a run to its last. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    private long count;

    /** @return false where the number was there already */
    boolean add(long number) {
        Map.Entry<Long, Long> before = runs.floorEntry(number);
        if (before != null && before.getValue() >= number) {
            return false;
        }
        long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Long next = number == Long.MAX_VALUE ? null : runs.remove(number + 1);
        runs.put(first, next == null ? number : next);
        count++;
        return true;
    }

    long count() {
        return count;
    }

    /**
     * Whether a tar of these frames would begin with this one: it is the lowest number, or the first by name, as {@code
     * tar *.jpg} orders them.
     */
    boolean beginsWith(long number) {
        if (runs.isEmpty()) {
            return false;
        }
        Map.Entry<Long, Long> before = runs.floorEntry(number);
        boolean held = before != null && before.getValue() >= number;
        return held && (number == runs.firstKey() || Long.toString(number).matches("10*"));
    }

    /** Those that the other has not. */
    FrameNumbers without(FrameNumbers other) {
        FrameNumbers rest = new FrameNumbers();
        runs.forEach((first, last) -> {
            long from = first;
            Map.Entry<Long, Long> taken = other.runs.floorEntry(from);
            if (taken == null || taken.getValue() < from) {
                taken = other.runs.higherEntry(from);
            }
            while (taken != null && taken.getKey() <= last) {
                rest.addRun(from, taken.getKey() - 1);
                if (taken.getValue() >= last) {
                    return;
                }
                from = taken.getValue() + 1;
                taken = other.runs.higherEntry(from - 1);
            }
            rest.addRun(from, last);
        });
        return rest;
    }

    private void addRun(long first, long last) {
        if (first <= last) {
            runs.put(first, last);
            count += last - first + 1;
        }
    }

    /** For example {@code 7, 9 to 12 …}. */
    @Override
    public String toString() {
        Counted named = new Counted();
        runs.forEach((first, last) -> named.add(first.equals(last) ? first + "" : first + " to " + last));
        return named.toString();
    }
}
