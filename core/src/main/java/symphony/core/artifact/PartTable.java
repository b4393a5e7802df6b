package symphony.core.artifact;

import java.util.Arrays;

/** The names of a map's row parts, numbered from 0, in arrays: a session may have a million. Each stands once. */
final class PartTable {
    private final ArchiveTable archives = new ArchiveTable();
    private int[] archive = new int[16];
    private long[] side = new long[16];
    private int[] slots = new int[32];
    private int size;

    int size() {
        return size;
    }

    PartName name(int part) {
        return NameReader.partName(archives.name(archive[part]), side[part]);
    }

    int row(int part) {
        return NameReader.row(side[part]);
    }

    int archive(int part) {
        return archive[part];
    }

    ArchiveTable archives() {
        return archives;
    }

    /** @return its number, or -1 */
    int find(long scan, long cameraMinute, long sideCode) {
        int of = archives.find(scan, cameraMinute);
        return of < 0 ? -1 : find(of, sideCode);
    }

    /** @return its number, or where it is there already that one's, as -1 less it */
    int add(long scan, long cameraMinute, long sideCode) {
        int of = archives.add(scan, cameraMinute);
        int known = find(of, sideCode);
        if (known >= 0) {
            return -1 - known;
        }
        if (size == side.length) {
            archive = Arrays.copyOf(archive, size * 2);
            side = Arrays.copyOf(side, size * 2);
            slots = new int[slots.length * 2];
            for (int part = 0; part < size; part++) {
                put(part);
            }
        }
        archive[size] = of;
        side[size] = sideCode;
        put(size);
        return size++;
    }

    /** The numbers of all parts in the order of their names. */
    int[] ordered() {
        int[] rank = archives.ranks();
        int[] ends = new int[rank.length + 1];
        for (int part = 0; part < size; part++) {
            ends[rank[archive[part]] + 1]++;
        }
        for (int i = 0; i < rank.length; i++) {
            ends[i + 1] += ends[i];
        }
        int[] next = ends.clone();
        long[] sides = new long[size];
        int[] archiveAt = new int[rank.length];
        for (int part = 0; part < size; part++) {
            archiveAt[rank[archive[part]]] = archive[part];
            sides[next[rank[archive[part]]]++] = side[part];
        }
        int[] order = new int[size];
        for (int i = 0; i < rank.length; i++) {
            Arrays.sort(sides, ends[i], ends[i + 1]);
            for (int at = ends[i]; at < ends[i + 1]; at++) {
                order[at] = find(archiveAt[i], sides[at]);
            }
        }
        return order;
    }

    static int spread(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32);
    }

    private int find(int of, long sideCode) {
        for (int slot = slot(of, sideCode); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int part = slots[slot] - 1;
            if (archive[part] == of && side[part] == sideCode) {
                return part;
            }
        }
        return -1;
    }

    private void put(int part) {
        int slot = slot(archive[part], side[part]);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = part + 1;
    }

    private int slot(int of, long sideCode) {
        return spread(sideCode * 1_000_003 + of) & slots.length - 1;
    }
}
