package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.artifact.ArchiveName;
import symphony.core.scan.StoredScan;
import symphony.core.store.StoredObject;

/**
 * The files of one scan, sorted by what their names say.
 *
 * @param misnamedArchives names that end like an archive's, but are none of this scan
 * @param misnamedLogs names that end like a log's, but are none of this scan
 * @param others what is neither
 */
record ScanFiles(
        SortedMap<ArchiveName, StoredObject> archives,
        SortedMap<String, StoredObject> logs,
        List<String> misnamedArchives,
        List<String> misnamedLogs,
        List<String> others) {

    static ScanFiles of(String clientId, String scanId, List<StoredObject> objects) {
        StoredScan scan = StoredScan.of(clientId, scanId, objects);
        ScanFiles files =
                new ScanFiles(scan.archives(), scan.logs(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (StoredObject object : scan.unrenamed()) {
            String name = object.key().substring(scan.prefix().length());
            if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
                files.misnamedArchives.add(name);
            } else if (name.endsWith(".csv")) {
                files.misnamedLogs.add(name);
            } else {
                files.others.add(name);
            }
        }
        return files;
    }

    SortedSet<String> cameras() {
        SortedSet<String> cameras = new TreeSet<>(logs.keySet());
        archives.keySet().forEach(a -> cameras.add(a.camera()));
        return cameras;
    }

    boolean hasArchives(String camera) {
        return archives.keySet().stream().anyMatch(a -> a.camera().equals(camera));
    }

    boolean isEmpty() {
        return archives.isEmpty() && logs.isEmpty() && misnamedArchives.isEmpty() && misnamedLogs.isEmpty();
    }

    /** The archives of one camera. */
    SortedMap<ArchiveName, StoredObject> archivesOf(String camera) {
        SortedMap<ArchiveName, StoredObject> own = new TreeMap<>();
        for (Map.Entry<ArchiveName, StoredObject> e : archives.entrySet()) {
            if (e.getKey().camera().equals(camera)) {
                own.put(e.getKey(), e.getValue());
            }
        }
        return own;
    }
}
