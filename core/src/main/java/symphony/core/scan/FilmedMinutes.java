package symphony.core.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.artifact.ArchiveName;

/**
 * The minutes of a scan from its first to its last, which may lie behind midnight: names of archives hold no date, so a
 * scan begins behind the longest stretch of the day in which nothing was filmed.
 *
 * @param all minutes of the day, 0 to 1439, in the order filmed, those between that nobody filmed included
 * @param filmed by camera
 */
public record FilmedMinutes(List<Integer> all, SortedMap<String, SortedSet<Integer>> filmed) {
    private static final int DAY = 24 * 60;

    public FilmedMinutes {
        all = List.copyOf(all);
        filmed = Collections.unmodifiableSortedMap(new TreeMap<>(filmed));
    }

    public static FilmedMinutes of(Collection<ArchiveName> archives) {
        TreeSet<Integer> any = new TreeSet<>();
        TreeMap<String, SortedSet<Integer>> filmed = new TreeMap<>();
        for (ArchiveName a : archives) {
            int minute = a.hour() * 60 + a.minute();
            any.add(minute);
            filmed.computeIfAbsent(a.camera(), c -> new TreeSet<>()).add(minute);
        }
        List<Integer> all = new ArrayList<>();
        if (!any.isEmpty()) {
            int first = afterLongestPause(any);
            int length = any.stream()
                    .mapToInt(m -> Math.floorMod(m - first, DAY))
                    .max()
                    .orElse(0);
            for (int i = 0; i <= length; i++) {
                all.add((first + i) % DAY);
            }
        }
        return new FilmedMinutes(all, filmed);
    }

    private static int afterLongestPause(TreeSet<Integer> minutes) {
        int before = minutes.last() - DAY;
        int first = minutes.first();
        int longest = 0;
        for (int minute : minutes) {
            if (minute - before > longest) {
                longest = minute - before;
                first = minute;
            }
            before = minute;
        }
        return first;
    }

    /** In the order filmed. */
    public List<Integer> missing(String camera) {
        return all.stream().filter(m -> !has(camera, m)).toList();
    }

    public boolean has(String camera, int minute) {
        return filmed.getOrDefault(camera, Collections.emptySortedSet()).contains(minute);
    }

    /** For example {@code 10:04}. */
    public static String text(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
}
