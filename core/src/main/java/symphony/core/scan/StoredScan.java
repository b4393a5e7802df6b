package symphony.core.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.LogName;
import symphony.core.artifact.StorageKeys;
import symphony.core.store.StoredObject;

/**
 * What lies in storage of one scan, sorted by what the names say.
 *
 * @param archives named as archives of this scan are
 * @param logs by camera
 * @param others everything else that is the scan's: files of old names, and what no step reads
 * @param renamed records of files that have their new name too
 */
public record StoredScan(
        String clientId,
        String scanId,
        SortedMap<ArchiveName, StoredObject> archives,
        SortedMap<String, StoredObject> logs,
        List<StoredObject> others,
        List<RenameRecord> renamed) {

    /** @param objects everything under the scan's prefix */
    public static StoredScan of(String clientId, String scanId, Collection<StoredObject> objects) {
        String prefix = StorageKeys.scanPrefix(clientId, scanId);
        TreeMap<ArchiveName, StoredObject> archives = new TreeMap<>();
        TreeMap<String, StoredObject> logs = new TreeMap<>();
        List<StoredObject> others = new ArrayList<>();
        List<RenameRecord> renamed = new ArrayList<>();
        for (StoredObject object : objects) {
            String name = object.key().substring(prefix.length());
            Optional<ArchiveName> archive =
                    StorageKeys.parseArchive(name).filter(a -> a.scanId().equals(scanId));
            Optional<LogName> log =
                    StorageKeys.parseLog(name).filter(l -> l.scanId().equals(scanId));
            if (archive.isPresent()) {
                archives.put(archive.get(), object);
            } else if (log.isPresent()) {
                logs.put(log.get().camera(), object);
            } else if (name.startsWith(RenameRecord.OWN)) {
                RenameRecord.parse(name).ifPresent(renamed::add);
            } else {
                others.add(object);
            }
        }
        return new StoredScan(clientId, scanId, archives, logs, List.copyOf(others), List.copyOf(renamed));
    }

    /** Everything of it lies under this. */
    public String prefix() {
        return StorageKeys.scanPrefix(clientId, scanId);
    }

    /** Those of the others that do not lie here under their new name too. */
    public List<StoredObject> unrenamed() {
        RenameRecords marks = new RenameRecords(renamed);
        return others.stream()
                .filter(o -> marks.of(o.key().substring(prefix().length()), o.size())
                        .findAny()
                        .isEmpty())
                .toList();
    }

    /**
     * Where a log is kept as it was before its file names were filled.
     *
     * @param name relative to the scan's prefix
     * @param sha256 of the log as it was
     */
    public String keptLog(String name, String sha256) {
        return prefix() + RenameRecord.OWN + "logs/" + name + "~" + sha256;
    }

    public SortedSet<String> cameras() {
        SortedSet<String> cameras = new TreeSet<>(logs.keySet());
        archives.keySet().forEach(a -> cameras.add(a.camera()));
        return cameras;
    }

    public List<ArchiveName> archivesOf(String camera) {
        return archives.keySet().stream().filter(a -> a.camera().equals(camera)).toList();
    }

    public FilmedMinutes minutes() {
        return FilmedMinutes.of(archives.keySet());
    }

    /** Bytes of archives and logs, those of old names included. */
    public long size() {
        return archives.values().stream().mapToLong(StoredObject::size).sum()
                + logs.values().stream().mapToLong(StoredObject::size).sum()
                + others.stream().mapToLong(StoredObject::size).sum();
    }
}
