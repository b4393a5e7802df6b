package symphony.core.scan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import symphony.core.artifact.ArchiveName;

/**
 * Which archive of one camera holds a frame. The number alone tells, as long as no number comes twice; where numbers begin
 * anew in each archive, it is the archive of the frame's minute, if that holds the number. A number that one archive holds
 * proves nothing there: the frame's own archive may have lost it.
 */
public final class FrameArchives {
    private static final int DAY = 24 * 60;

    /** Numbers that follow one another in an archive, by the first of them. */
    private record Run(long last, ArchiveName archive) {}

    private static final class Held {
        private final ArchiveName archive;
        private final long[] numbers;

        /** @param numbers ordered */
        Held(ArchiveName archive, long[] numbers) {
            this.archive = archive;
            this.numbers = numbers;
        }

        boolean holds(long number) {
            return Arrays.binarySearch(numbers, number) >= 0;
        }
    }

    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private final Map<Integer, Held> byMinute = new HashMap<>();
    private boolean unique = true;

    /** Takes up an archive and the numbers of its frames, in any order. */
    public void add(ArchiveName archive, LongStream frames) {
        long[] numbers = frames.sorted().distinct().toArray();
        byMinute.put(archive.hour() * 60 + archive.minute(), new Held(archive, numbers));
        int first = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (i + 1 == numbers.length || numbers[i + 1] != numbers[i] + 1) {
                addRun(numbers[first], numbers[i], archive);
                first = i + 1;
            }
        }
    }

    private void addRun(long first, long last, ArchiveName archive) {
        Map.Entry<Long, Run> before = runs.floorEntry(last);
        if (before != null && before.getValue().last() >= first) {
            unique = false;
        } else if (unique) {
            runs.put(first, new Run(last, archive));
        }
    }

    /** From now on no number alone is enough: one comes twice in the log, or an archive could not be read. */
    public void numbersMayComeTwice() {
        unique = false;
    }

    /**
     * The archive that holds a frame; empty where none does, or where it is open which one.
     *
     * @param time seconds since 1970 UTC; asked for only where the number is not enough
     */
    public Optional<ArchiveName> of(long number, Supplier<OptionalDouble> time) {
        if (unique) {
            Map.Entry<Long, Run> run = runs.floorEntry(number);
            return run != null && run.getValue().last() >= number
                    ? Optional.of(run.getValue().archive())
                    : Optional.empty();
        }
        OptionalDouble seconds = time.get();
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        int minute = (int) Math.floorMod((long) Math.floor(seconds.getAsDouble() / 60), (long) DAY);
        return Optional.ofNullable(byMinute.get(minute))
                .filter(held -> held.holds(number))
                .map(held -> held.archive);
    }
}
