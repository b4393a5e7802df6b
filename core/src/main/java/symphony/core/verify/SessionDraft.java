package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Scan;
import symphony.core.session.Session;
import symphony.core.session.TaskFile;
import symphony.core.session.TaskFileReader;
import symphony.core.task.Role;

/** One task file on its way to a session: what it asks for, as far as that is known, and what was found so far. */
final class SessionDraft {
    private final TaskFileReader.Result read;
    private final List<Finding> findings = new ArrayList<>();
    private final Optional<Placed> placed;
    private final Optional<Session> session;
    private long archiveBytes;

    SessionDraft(
            TaskFileReader.Result read, List<Finding> findings, Optional<Placed> placed, Optional<Session> session) {
        this.read = read;
        this.findings.addAll(findings);
        this.placed = placed;
        this.session = session;
    }

    Optional<Placed> placed() {
        return placed;
    }

    Optional<Session> session() {
        return session;
    }

    TaskFile file() {
        return read.taskFile().orElseThrow();
    }

    /**
     * The scans to look for in storage. Later roles read frames, detections or clusters; archives and logs may be gone by
     * then. Which files a scan has follows from its id and cameras; where these are wrong, that was told.
     */
    List<Scan> scansToRead() {
        return session.filter(s -> s.role().compareTo(Role.PREPROC) <= 0).map(Session::scans).orElse(List.of()).stream()
                .filter(scan -> StorageKeys.isScanId(scan.scanId()))
                .filter(scan -> findings.stream().noneMatch(f -> concernsCameras(f, scan)))
                .toList();
    }

    private static boolean concernsCameras(Finding finding, Scan scan) {
        return finding.place().file().endsWith("/" + scan.scanId())
                && (finding.code().equals(FindingCode.CAMERAS_MISSING.text())
                        || finding.code().equals(FindingCode.CAMERA_NAME_INVALID.text()));
    }

    void takes(long bytes) {
        archiveBytes += bytes;
    }

    void add(List<Finding> more) {
        findings.addAll(more);
    }

    /** It is ready to be sent where nothing that was found is an error. */
    Verification.Verified verified() {
        boolean sent = findings.stream().noneMatch(Finding::isError);
        return new Verification.Verified(read.path(), sent ? session : Optional.empty(), findings, archiveBytes);
    }
}
