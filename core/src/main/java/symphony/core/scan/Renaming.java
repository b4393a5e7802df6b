package symphony.core.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
 * @param clashes in words: old files that would get one name; none of them is moved
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
        SortedMap<String, List<StoredObject>> byNewName = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (StoredObject old : scan.others()) {
            String relative = old.key().substring(scan.prefix().length());
            Optional<String> name = newName(scan.scanId(), StorageKeys.baseName(relative), names);
            if (name.isPresent()) {
                byNewName.computeIfAbsent(name.get(), n -> new ArrayList<>(1)).add(old);
            } else if (looksLikeOne(relative)) {
                unknown.add(old.key());
            }
        }
        RenameRecords marks = new RenameRecords(scan.renamed());
        List<Move> moves = new ArrayList<>();
        List<String> clashes = new ArrayList<>();
        byNewName.forEach((name, olds) -> {
            if (olds.size() == 1) {
                moves.add(move(scan, olds.get(0), name, marks));
            } else {
                clashes.add(olds.stream().map(StoredObject::key).sorted().collect(Collectors.joining(" and "))
                        + " would all be " + name);
            }
        });
        moves.sort(Comparator.comparing(m -> m.from().key()));
        unknown.sort(Comparator.naturalOrder());
        return new Renaming(moves, unknown, clashes);
    }

    private static Move move(StoredScan scan, StoredObject old, String name, RenameRecords marks) {
        Optional<Checksum> marked = marks.of(old.key().substring(scan.prefix().length()), old.size())
                .filter(r -> r.newName().equals(name))
                .map(RenameRecord::content)
                .findFirst();
        return new Move(old, scan.prefix() + name, marked);
    }

    private static Optional<String> newName(String scanId, String name, OldNames names) {
        return names.archive(scanId, name).map(ArchiveName::fileName).or(() -> names.log(scanId, name)
                .map(LogName::fileName));
    }

    private static boolean looksLikeOne(String name) {
        return name.endsWith(".tar.gz") || name.endsWith(".tgz") || name.endsWith(".csv");
    }
}
