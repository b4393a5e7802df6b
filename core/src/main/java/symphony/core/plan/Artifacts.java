package symphony.core.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import symphony.core.artifact.RecordName;

/**
 * What a listing shows of artifacts that are numbered from 0, in arrays: a session may have a million. Objects and their
 * records come in any order.
 */
final class Artifacts {
    /** A zip without entries is this long; nothing shorter is a zip. */
    private static final long SHORTEST_ZIP = 22;

    private static final long ABSENT = -1;

    private final long[] size;
    private final RecordName[] record;
    /** Redone artifacts have a record a run; those beyond the first are kept here. */
    private final Map<Integer, Map<Integer, RecordName>> moreRecords = new HashMap<>();

    Artifacts(int count) {
        size = new long[count];
        Arrays.fill(size, ABSENT);
        record = new RecordName[count];
    }

    void found(int index, long bytes) {
        size[index] = bytes;
    }

    void recorded(int index, RecordName name) {
        if (record[index] == null) {
            record[index] = name;
        } else {
            moreRecords.computeIfAbsent(index, i -> new HashMap<>()).put(name.run(), name);
        }
    }

    long size(int index) {
        return size[index];
    }

    Holding holding(int index) {
        if (size[index] == ABSENT) {
            return Holding.NOTHING;
        }
        if (record[index] == null) {
            return new Holding(size[index] < SHORTEST_ZIP ? Holding.State.SHORT : Holding.State.WHOLE, 0);
        }
        return current(index)
                .map(r -> new Holding(Holding.State.WHOLE, r.run()))
                .orElseGet(() -> new Holding(Holding.State.SHORT, 0));
    }

    /** The record that tells of the artifact as it lies there: the newest of its size. */
    Optional<RecordName> current(int index) {
        RecordName best = fits(index, record[index]) ? record[index] : null;
        for (RecordName other : moreRecords.getOrDefault(index, Map.of()).values()) {
            if (fits(index, other) && (best == null || other.run() > best.run())) {
                best = other;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean fits(int index, @org.jspecify.annotations.Nullable RecordName name) {
        return name != null && name.size() == size[index];
    }
}
