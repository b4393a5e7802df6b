package symphony.core.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.LogName;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Block;
import symphony.core.registry.Scan;
import symphony.core.store.StoredObject;

/** What has to lie in storage of one scan: archives that can be read and one log for each of its cameras. */
final class ScanStorageRules {
    private final Reading reading;
    private final String prefix;
    private final String clientId;
    private final Scan scan;
    private final List<Block> blocks;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<Finding>> ofBlocks = new HashMap<>();
    private final Set<ArchiveName> reportedAbsent = new TreeSet<>();
    private final Set<ArchiveName> strangers = new TreeSet<>();
    private long archiveBytes;

    /**
     * What one look at a scan found.
     *
     * @param common whatever block it is to show
     * @param ofBlocks what concerns a block alone, by its id
     * @param archiveBytes of all its archives
     */
    record Found(List<Finding> common, Map<String, List<Finding>> ofBlocks, long archiveBytes) {
        /** For a session of that block. */
        List<Finding> of(String blockId) {
            return Stream.concat(common.stream(), ofBlocks.getOrDefault(blockId, List.of()).stream())
                    .toList();
        }
    }

    private ScanStorageRules(Reading reading, String clientId, Scan scan, List<Block> blocks) {
        this.reading = reading;
        this.prefix = StorageKeys.scanPrefix(clientId, scan.scanId());
        this.clientId = clientId;
        this.scan = scan;
        this.blocks = blocks;
    }

    /** @param blocks that sessions take the scan for */
    static Found check(Reading reading, String clientId, Scan scan, List<Block> blocks) throws IOException {
        ScanStorageRules rules = new ScanStorageRules(reading, clientId, scan, blocks);
        rules.check();
        return new Found(rules.findings, rules.ofBlocks, rules.archiveBytes);
    }

    private void check() throws IOException {
        ScanFiles files =
                ScanFiles.of(clientId, scan.scanId(), reading.storage().list(prefix));
        if (files.isEmpty()) {
            add(
                    FindingCode.SCAN_NOT_IN_STORAGE,
                    prefix,
                    "no archive and no log of scan " + scan.scanId() + " in storage",
                    "upload the scan, or leave it out with exclude_scans");
            return;
        }
        files.archives().values().forEach(archive -> archiveBytes += archive.size());
        names(files);
        cameras(files);
        ArchiveLooks looks = ArchiveLooks.of(reading, files.archives());
        List<Finding> ofLogs = logs(files, looks);
        findings.addAll(looks.findings(prefix));
        findings.addAll(ofLogs);
        if (files.misnamedArchives().isEmpty()) {
            minutes(files);
        }
    }

    private void minutes(ScanFiles files) {
        Set<ArchiveName> ofScan = new TreeSet<>(files.archives().keySet());
        ofScan.removeAll(strangers);
        Set<ArchiveName> told = new TreeSet<>(reportedAbsent);
        told.addAll(strangers);
        new ArchiveMinutes(ofScan, scan.cameras().keySet(), told)
                .missing()
                .ifPresent(m -> add(
                        FindingCode.MINUTES_MISSING,
                        prefix,
                        m,
                        "look for the archives on the vehicle's disk; rows driven in these minutes are not seen"));
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
                    "symphony scan rename " + clientId + "/" + scan.scanId() + " finds names; archives are "
                            + scan.scanId() + "_{camera}_{HH}_{MM}.tar.gz and logs " + scan.scanId() + "_{camera}.csv");
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
        List<String> withoutLog = new ArrayList<>();
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
                withoutLog.add(camera);
            }
        }
        Counted unlogged = Counted.of(withoutLog);
        if (unlogged.any()) {
            add(
                    FindingCode.LOG_MISSING,
                    withoutLog.size() == 1
                            ? StorageKeys.log(clientId, new LogName(scan.scanId(), withoutLog.get(0)))
                            : prefix,
                    "no log of " + unlogged.of("camera", "cameras"),
                    "upload it: without it no frame can be given to a row");
        }
        if (!strangers.isEmpty() && !told) {
            add(
                    FindingCode.CAMERA_NOT_IN_REGISTRY,
                    prefix,
                    Counted.of(strangers).of("camera", "cameras") + " with files here, but not in the registry's scan",
                    "add the camera with its side to the scan, or move its files away");
        }
    }

    private List<Finding> logs(ScanFiles files, ArchiveLooks looks) throws IOException {
        List<Block> placed =
                blocks.stream().filter(b -> BlockExtent.of(b).isPresent()).toList();
        LogTally tally = new LogTally(
                reading.storage(),
                scan,
                placed.stream().map(BlockExtent::of).flatMap(Optional::stream).toList());
        List<Finding> ofArchives = new ArrayList<>();
        for (String camera : scan.cameras().keySet()) {
            StoredObject log = files.logs().get(camera);
            if (log == null) {
                continue;
            }
            if (reading.depth() == Depth.QUICK) {
                tally.quick(log);
            } else {
                Optional<CameraTally> read = tally.whole(log);
                // where archives have wrong names, what logs name cannot be found
                if (read.isPresent() && files.misnamedArchives().isEmpty()) {
                    boolean all = archives(
                            read.get().archives(),
                            log.key(),
                            files.archivesOf(camera).keySet(),
                            ofArchives);
                    looks.compare(read.get().archives(), all);
                }
            }
            reading.fileRead().run();
        }
        for (int i = 0; i < placed.size(); i++) {
            Block block = placed.get(i);
            tally.notAt(i, block.name(), prefix)
                    .ifPresent(f -> ofBlocks.computeIfAbsent(block.id(), b -> new ArrayList<>())
                            .add(f));
        }
        List<Finding> all = new ArrayList<>(tally.findings(prefix));
        all.addAll(ofArchives);
        return all;
    }

    /**
     * The archives that a log names against those of its camera that are there.
     *
     * @return whether it names all that are there
     */
    private boolean archives(
            SortedMap<ArchiveName, FrameNumbers> named, String log, Set<ArchiveName> present, List<Finding> found) {
        Set<ArchiveName> absent = new TreeSet<>(named.keySet());
        absent.removeAll(present);
        reportedAbsent.addAll(absent);
        Counted gone = Counted.of(absent);
        // that a camera has no archive at all was told
        if (gone.any() && !present.isEmpty()) {
            found.add(FindingCode.LOG_NAMES_ABSENT_ARCHIVE.at(
                    Place.of(log),
                    "the log names " + gone.of("archive", "archives") + " not in storage",
                    "upload what is missing; if it is lost, remove its frames from the log"));
        }
        Set<ArchiveName> unnamed = new TreeSet<>(present);
        unnamed.removeAll(named.keySet());
        Counted unused = Counted.of(unnamed);
        if (unused.any() && !named.isEmpty()) {
            strangers.addAll(unnamed);
            found.add(FindingCode.ARCHIVE_NOT_IN_LOG.at(
                    Place.of(log),
                    unused.of("archive", "archives") + " in storage without a frame in the log",
                    "copy the whole log from the vehicle, or move the archive away if it is of another outing"));
        }
        return !unused.any();
    }

    private void add(FindingCode code, String key, String message, String remedy) {
        findings.add(code.at(Place.of(key), message, remedy));
    }
}
