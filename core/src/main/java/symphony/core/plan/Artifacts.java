package symphony.core.plan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.RecordReader;

/**
 * What a listing shows of one role's artifacts, numbered from 0, in arrays: a session may have a million. Objects are
 * told before their records; what is not there takes no memory.
 */
final class Artifacts {
    /** A zip without entries is this long; nothing shorter is a zip. */
    private static final long SHORTEST_ZIP = 22;

    private static final long ABSENT = -1;
    private static final int NO_RECORD = -1;
    private static final int RECORDS_OF_OTHER_SIZE = -2;
    private static final int LONGS_A_SUM = 4;

    private final int count;
    private final boolean sums;
    private final BitSet broken = new BitSet();
    private long @Nullable [] size;
    private int[] run = {};
    private int[] recipe = {};
    private long[] sum = {};
    private final Recipes recipes = new Recipes();
    /** Checksums of artifacts that were made again, of the same size, under the same run. */
    private final Map<Integer, SortedSet<String>> ties = new HashMap<>();

    /** @param sums whether checksums are kept */
    Artifacts(int count, boolean sums) {
        this.count = count;
        this.sums = sums;
    }

    void found(int index, long bytes) {
        if (size == null) {
            size = new long[count];
            Arrays.fill(size, ABSENT);
            run = new int[count];
            Arrays.fill(run, NO_RECORD);
        }
        size[index] = bytes;
    }

    void recorded(int index, RecordReader record) {
        if (size == null || size[index] == ABSENT) {
            return;
        }
        if (record.size() != size[index]) {
            run[index] = run[index] == NO_RECORD ? RECORDS_OF_OTHER_SIZE : run[index];
            return;
        }
        if (record.run() < run[index]) {
            return;
        }
        boolean again = record.run() == run[index];
        run[index] = record.run();
        if (sums) {
            sum(index, record, again);
        }
        recipe(index, record, again);
    }

    private void sum(int index, RecordReader record, boolean again) {
        if (sum.length == 0) {
            sum = new long[count * LONGS_A_SUM];
        }
        if (again) {
            SortedSet<String> all = ties.computeIfAbsent(index, i -> new TreeSet<>(List.of(sum(i))));
            all.add(record.name().sha256());
        } else {
            ties.remove(index);
            for (int i = 0; i < LONGS_A_SUM; i++) {
                sum[index * LONGS_A_SUM + i] = record.sha256(i);
            }
        }
    }

    /** Of several that made the same the one that comes first, so that the order of a listing means nothing. */
    private void recipe(int index, RecordReader record, boolean again) {
        if (recipe.length == 0) {
            recipe = new int[count];
        }
        int number = recipes.number(record);
        recipe[index] = again ? recipes.first(recipe[index], number) : number;
    }

    long size(int index) {
        return size == null ? ABSENT : size[index];
    }

    /** The run that the record of what lies there names; 0 where it has none. */
    int run(int index) {
        return size == null ? 0 : Math.max(0, run[index]);
    }

    Holding.State state(int index) {
        if (size == null || size[index] == ABSENT) {
            return Holding.State.ABSENT;
        }
        if (run[index] == RECORDS_OF_OTHER_SIZE || (run[index] == NO_RECORD && size[index] < SHORTEST_ZIP)) {
            return Holding.State.SHORT;
        }
        return broken.get(index) ? Holding.State.BROKEN : Holding.State.WHOLE;
    }

    boolean isRecorded(int index) {
        return size != null && run[index] >= 0;
    }

    /** What its record, or one of its records, says the content's SHA-256 is; empty where it has none. */
    List<String> sums(int index) {
        if (!isRecorded(index) || sum.length == 0) {
            return List.of();
        }
        SortedSet<String> all = ties.get(index);
        return all == null ? List.of(sum(index)) : List.copyOf(all);
    }

    synchronized void broken(int index) {
        broken.set(index);
    }

    /** The number of the recipe it was made by; 0 where nothing says. */
    int recipe(int index) {
        return recipe.length == 0 || !isRecorded(index) ? 0 : recipe[index];
    }

    Recipes recipes() {
        return recipes;
    }

    private String sum(int index) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < LONGS_A_SUM; i++) {
            String quarter = Long.toHexString(sum[index * LONGS_A_SUM + i]);
            hex.append("0".repeat(16 - quarter.length())).append(quarter);
        }
        return hex.toString();
    }
}
