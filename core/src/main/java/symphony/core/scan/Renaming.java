package symphony.core.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.LogName;
import symphony.core.artifact.StorageKeys;
import symphony.core.store.StoredObject;

/**
 * Which files of a scan get which new names.
 *
 * @param moves by the old file's key
 * @param unknown keys whose names tell no camera and minute
 * @param clashes in words: two old files that would get one name
 */
public record Renaming(List<Move> moves, List<String> unknown, List<String> clashes) {
    /**
     * One file.
     *
     * @param from as it lies there now
     * @param to its new key
     * @param marked what its record says lies there already; empty where there is no record
     */
    public record Move(StoredObject from, String to, Optional<Checksum> marked) {}

    public Renaming {
        moves = List.copyOf(moves);
        unknown = List.copyOf(unknown);
        clashes = List.copyOf(clashes);
    }

    public static Renaming of(StoredScan scan, OldNames names) {
        Map<String, Checksum> marks = new HashMap<>();
        scan.renamed().forEach(r -> marks.put(mark(r.oldName(), r.content().size(), r.newName()), r.content()));
        List<Move> moves = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> clashes = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        List<StoredObject> ordered = new ArrayList<>(scan.others());
        ordered.sort(Comparator.comparing(StoredObject::key));
        for (StoredObject old : ordered) {
            String relative = old.key().substring(scan.prefix().length());
            Optional<String> name = newName(scan.scanId(), StorageKeys.baseName(relative), names);
            if (name.isEmpty()) {
                if (looksLikeOne(relative)) {
                    unknown.add(old.key());
                }
                continue;
            }
            String first = taken.putIfAbsent(name.get(), old.key());
            if (first != null) {
                clashes.add(first + " and " + old.key() + " would both be " + name.get());
                continue;
            }
            Optional<Checksum> marked = Optional.ofNullable(marks.get(mark(relative, old.size(), name.get())));
            moves.add(new Move(old, scan.prefix() + name.get(), marked));
        }
        return new Renaming(moves, unknown, clashes);
    }

    /** A file that changed its size since is not the one that was marked. */
    private static String mark(String oldName, long size, String newName) {
        return oldName + "~" + size + "~" + newName;
    }

    private static Optional<String> newName(String scanId, String name, OldNames names) {
        return names.archive(scanId, name).map(ArchiveName::fileName).or(() -> names.log(scanId, name)
                .map(LogName::fileName));
    }

    private static boolean looksLikeOne(String name) {
        return name.endsWith(".tar.gz") || name.endsWith(".tgz") || name.endsWith(".csv");
    }
}
