package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.artifact.StorageKeys;

/**
 * How to list many scans with few requests: where most scans of a year, a month or a day are asked for, they are listed
 * under their common beginning. Results lie elsewhere, for no scan's id begins as their folder does.
 */
final class ScanListings {
    /** Of the scan ids that begin alike: yyyy, yyyy-MM, yyyy-MM-dd. */
    private static final int[] BEGINNINGS = {5, 8, 10};

    /**
     * One listing.
     *
     * @param folders the scans' own prefixes
     */
    record Group(String prefix, List<String> folders) {}

    private final String clientId;
    private final NavigableSet<String> registered;
    private final List<Group> groups = new ArrayList<>();

    private ScanListings(String clientId, NavigableSet<String> registered) {
        this.clientId = clientId;
        this.registered = registered;
    }

    /** @param registered all scans that the client is known to have */
    static List<Group> of(String clientId, NavigableSet<String> wanted, NavigableSet<String> registered) {
        ScanListings listings = new ScanListings(clientId, registered);
        listings.group(wanted, 0);
        return listings.groups;
    }

    private void group(NavigableSet<String> wanted, int level) {
        if (level == BEGINNINGS.length) {
            wanted.forEach(scan -> add(StorageKeys.scanPrefix(clientId, scan), new TreeSet<>(List.of(scan))));
            return;
        }
        TreeMap<String, NavigableSet<String>> alike = new TreeMap<>();
        wanted.forEach(scan -> alike.computeIfAbsent(scan.substring(0, BEGINNINGS[level]), b -> new TreeSet<>())
                .add(scan));
        alike.forEach((beginning, scans) -> {
            int known = registered
                    .subSet(beginning, true, beginning + Character.MAX_VALUE, false)
                    .size();
            if (scans.size() > 1 && scans.size() * 2 >= known) {
                add(StorageKeys.scanPrefix(clientId, beginning).replaceFirst("/$", ""), scans);
            } else {
                group(scans, level + 1);
            }
        });
    }

    private void add(String prefix, NavigableSet<String> scans) {
        groups.add(new Group(
                prefix,
                scans.stream()
                        .map(scan -> StorageKeys.scanPrefix(clientId, scan))
                        .toList()));
    }
}
