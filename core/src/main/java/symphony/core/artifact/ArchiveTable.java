package symphony.core.artifact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The archives of a map, numbered from 0 in the order they were added; found by what a name says without making one. */
final class ArchiveTable {
    private long[] scans = new long[16];
    private long[] minutes = new long[16];
    private int[] slots = new int[32];
    private int size;

    int size() {
        return size;
    }

    ArchiveName name(int archive) {
        return NameReader.archiveName(scans[archive], minutes[archive]);
    }

    String scanId(int archive) {
        return NameReader.scanId(scans[archive]);
    }

    /** @return its number, or -1 */
    int find(long scan, long cameraMinute) {
        for (int slot = slot(scan, cameraMinute); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int archive = slots[slot] - 1;
            if (scans[archive] == scan && minutes[archive] == cameraMinute) {
                return archive;
            }
        }
        return -1;
    }

    int add(long scan, long cameraMinute) {
        int known = find(scan, cameraMinute);
        if (known >= 0) {
            return known;
        }
        if (size == scans.length) {
            scans = Arrays.copyOf(scans, size * 2);
            minutes = Arrays.copyOf(minutes, size * 2);
            slots = new int[slots.length * 2];
            for (int archive = 0; archive < size; archive++) {
                put(scans[archive], minutes[archive], archive);
            }
        }
        scans[size] = scan;
        minutes[size] = cameraMinute;
        put(scan, cameraMinute, size);
        return size++;
    }

    /** For each archive its place in the order of their names. */
    int[] ranks() {
        int[] rank = new int[size];
        int[] at = {0};
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(a -> scans[a]).thenComparingLong(a -> minutes[a]))
                .forEach(a -> rank[a] = at[0]++);
        return rank;
    }

    private void put(long scan, long cameraMinute, int archive) {
        int slot = slot(scan, cameraMinute);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = archive + 1;
    }

    private int slot(long scan, long cameraMinute) {
        return PartTable.spread(scan * 31 + cameraMinute) & slots.length - 1;
    }
}
