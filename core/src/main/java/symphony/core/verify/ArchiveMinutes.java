package symphony.core.verify;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import symphony.core.artifact.ArchiveName;

/** The minutes of a scan, which may run past midnight: between its first and its last each camera should have an archive. */
final class ArchiveMinutes {
    private static final int DAY = 24 * 60;

    private final Collection<ArchiveName> archives;
    private final Set<String> cameras;
    private final Set<ArchiveName> known;

    /** @param known archives whose absence is told already */
    ArchiveMinutes(Collection<ArchiveName> archives, Set<String> cameras, Set<ArchiveName> known) {
        this.archives = archives;
        this.cameras = cameras;
        this.known = known;
    }

    Optional<String> missing() {
        SortedSet<Integer> all = new TreeSet<>();
        archives.forEach(a -> all.add(minute(a)));
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int first = afterLongestPause(all);
        int last =
                all.stream().mapToInt(m -> Math.floorMod(m - first, DAY)).max().orElse(0);
        Counted missing = new Counted();
        for (String camera : cameras) {
            SortedSet<Integer> own = new TreeSet<>();
            archives.stream().filter(a -> a.camera().equals(camera)).forEach(a -> own.add(minute(a)));
            known.stream().filter(a -> a.camera().equals(camera)).forEach(a -> own.add(minute(a)));
            for (int i = 0; i <= last && !own.isEmpty(); i++) {
                int minute = (first + i) % DAY;
                if (!own.contains(minute)) {
                    missing.add(String.format("%s at %02d:%02d", camera, minute / 60, minute % 60));
                }
            }
        }
        return missing.any()
                ? Optional.of(
                        "no archive of camera " + missing.of("", "minutes").strip())
                : Optional.empty();
    }

    private static int minute(ArchiveName archive) {
        return archive.hour() * 60 + archive.minute();
    }

    /** The scan begins behind the longest stretch of the day in which nothing was filmed. */
    private static int afterLongestPause(SortedSet<Integer> minutes) {
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
}
