package symphony.core.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.LogName;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Scan;
import symphony.core.store.StoredObject;

/** What has to lie in storage of one scan: archives that can be read and one log for each of its cameras. */
final class ScanStorageRules {
    private final StorageView storage;
    private final String prefix;
    private final String clientId;
    private final Scan scan;
    private final Optional<BlockExtent> extent;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<ArchiveName> reportedAbsent = new TreeSet<>();

    private ScanStorageRules(StorageView storage, String clientId, Scan scan, Optional<BlockExtent> extent) {
        this.storage = storage;
        this.prefix = StorageKeys.scanPrefix(clientId, scan.scanId());
        this.clientId = clientId;
        this.scan = scan;
        this.extent = extent;
    }

    static List<Finding> check(StorageView storage, String clientId, Scan scan, Optional<BlockExtent> extent)
            throws IOException {
        ScanStorageRules rules = new ScanStorageRules(storage, clientId, scan, extent);
        rules.check();
        return rules.findings;
    }

    private void check() throws IOException {
        ScanFiles files = ScanFiles.of(prefix, scan.scanId(), storage.list(prefix));
        if (files.isEmpty()) {
            add(
                    FindingCode.SCAN_NOT_IN_STORAGE,
                    prefix,
                    "no archive and no log of scan " + scan.scanId() + " in storage",
                    "upload the scan, or leave it out with exclude_scans");
            return;
        }
        names(files);
        cameras(files);
        archives(files);
        Set<ArchiveName> ofScan = new TreeSet<>(files.archives().keySet());
        ofScan.removeAll(logs(files));
        if (files.misnamedArchives().isEmpty()) {
            new ArchiveMinutes(ofScan, scan.cameras().keySet(), reportedAbsent)
                    .missing()
                    .ifPresent(m -> add(
                            FindingCode.MINUTES_MISSING,
                            prefix,
                            m,
                            "look for the archives on the vehicle's disk; rows driven in these minutes are not seen"));
        }
    }

    private void names(ScanFiles files) {
        List<String> misnamed = new ArrayList<>(files.misnamedArchives());
        misnamed.addAll(files.misnamedLogs());
        Counted wrong = Counted.of(misnamed);
        if (wrong.any()) {
            add(
                    FindingCode.FILE_NAME_INVALID,
                    prefix,
                    wrong.of("file", "files") + " not named as an archive or a log of this scan",
                    "name archives " + scan.scanId() + "_{camera}_{HH}_{MM}.tar.gz and logs " + scan.scanId()
                            + "_{camera}.csv");
        }
        Counted others = Counted.of(files.others());
        if (others.any()) {
            add(
                    FindingCode.FILE_UNEXPECTED,
                    prefix,
                    others.of("file", "files") + " that no step reads",
                    "nothing has to be done; check that it is no archive under another name");
        }
    }

    /** A camera that is absent and one that nobody knows are likely one mistake, and told as one. */
    private void cameras(ScanFiles files) {
        Set<String> strangers = new TreeSet<>(files.cameras());
        strangers.removeAll(scan.cameras().keySet());
        boolean told = false;
        for (String camera : scan.cameras().keySet()) {
            boolean archives =
                    files.hasArchives(camera) || !files.misnamedArchives().isEmpty();
            boolean log =
                    files.logs().containsKey(camera) || !files.misnamedLogs().isEmpty();
            if (!archives && !log) {
                told |= !strangers.isEmpty();
                add(
                        FindingCode.CAMERA_NOT_IN_STORAGE,
                        prefix,
                        "no archive and no log of camera " + camera,
                        strangers.isEmpty()
                                ? "upload its files, or take the camera off the scan in the registry"
                                : "storage holds files of camera " + Counted.of(strangers)
                                        + ", which the registry does not know: correct one of the two");
            } else if (!archives) {
                add(FindingCode.ARCHIVES_MISSING, prefix, "no archive of camera " + camera, "upload its archives");
            } else if (!log) {
                add(
                        FindingCode.LOG_MISSING,
                        StorageKeys.log(clientId, new LogName(scan.scanId(), camera)),
                        "no log of camera " + camera,
                        "upload it: without it no frame can be given to a row");
            }
        }
        if (!strangers.isEmpty() && !told) {
            add(
                    FindingCode.CAMERA_NOT_IN_REGISTRY,
                    prefix,
                    Counted.of(strangers).of("camera", "cameras") + " with files here, but not in the registry's scan",
                    "add the camera with its side to the scan, or move its files away");
        }
    }

    private void archives(ScanFiles files) throws IOException {
        Counted empty = new Counted();
        Counted cut = new Counted();
        SortedMap<String, Counted> unreadable = new TreeMap<>();
        for (StoredObject archive : files.archives().values()) {
            String name = StorageKeys.baseName(archive.key());
            if (archive.size() == 0) {
                empty.add(name);
                continue;
            }
            byte[] head = storage.head(archive, ArchiveHead.BYTES);
            Optional<String> problem = ArchiveHead.problem(head);
            if (problem.isPresent()) {
                unreadable.computeIfAbsent(problem.get(), p -> new Counted()).add(name);
            } else if (ArchiveHead.isCut(head, storage.tail(archive, ArchiveHead.TAIL_BYTES))) {
                cut.add(name);
            }
        }
        String again = "upload it again; if the vehicle's copy is no better, remove it and take its minute as lost";
        if (empty.any()) {
            add(FindingCode.ARCHIVE_EMPTY, prefix, empty.of("archive", "archives") + " of 0 bytes", again);
        }
        if (cut.any()) {
            add(
                    FindingCode.ARCHIVE_CUT,
                    prefix,
                    cut.of("archive", "archives") + " cut short: the end is missing",
                    again);
        }
        unreadable.forEach((problem, names) -> add(
                FindingCode.ARCHIVE_UNREADABLE, prefix, names.of("archive", "archives") + " that " + problem, again));
    }

    /** Gives the archives that no log names. */
    private Set<ArchiveName> logs(ScanFiles files) throws IOException {
        LogTally tally = new LogTally(scan, extent, files.misnamedArchives().isEmpty());
        for (String camera : scan.cameras().keySet()) {
            StoredObject log = files.logs().get(camera);
            if (log != null) {
                reportedAbsent.addAll(
                        tally.read(storage, log, files.archivesOf(camera).keySet()));
            }
        }
        findings.addAll(tally.findings(prefix));
        return tally.strangers();
    }

    private void add(FindingCode code, String key, String message, String remedy) {
        findings.add(code.at(Place.of(key), message, remedy));
    }
}
