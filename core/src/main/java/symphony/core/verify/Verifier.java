package symphony.core.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Registry;
import symphony.core.registry.Scan;
import symphony.core.session.Session;
import symphony.core.session.SessionName;
import symphony.core.session.TaskFile;
import symphony.core.session.TaskFileReader;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;

/**
 * Holds task files against the registry and the storage: every finding of every file in one pass, and the sessions that
 * may be sent. One cause gives one finding. Reads only.
 */
public final class Verifier {
    private final Registry registry;
    private final Optional<ArtifactStore> store;

    private Verifier(Registry registry, Optional<ArtifactStore> store) {
        this.registry = registry;
        this.store = store;
    }

    /** Verifies all, as {@code init} and {@code verify} do. */
    public static Verifier of(Registry registry, ArtifactStore store) {
        return new Verifier(registry, Optional.of(store));
    }

    /** Verifies names, blocks and scans only, as {@code repair} does: what is lacking in storage it plans for. */
    public static Verifier ofRegistryOnly(Registry registry) {
        return new Verifier(registry, Optional.empty());
    }

    /**
     * @throws IOException where the storage cannot be read
     * @throws symphony.core.registry.RegistryUnavailable where the registry cannot
     */
    public Verification verify(List<TaskFileReader.Result> files) throws IOException {
        Pass pass = new Pass(new RegistryView(registry), store.map(StorageView::new));
        List<Verification.Verified> verified = new ArrayList<>();
        for (TaskFileReader.Result file : files) {
            verified.add(pass.verify(file));
        }
        return new Verification(verified);
    }

    /** One run over all files; what is read for one of them serves the others. */
    private static final class Pass {
        private final RegistryView registry;
        private final Optional<StorageView> storage;
        private final SessionClashes clashes = new SessionClashes();
        private final Map<List<String>, List<Finding>> scansInStorage = new HashMap<>();
        private final Map<Place, List<Finding>> blocks = new HashMap<>();

        Pass(RegistryView registry, Optional<StorageView> storage) {
            this.registry = registry;
            this.storage = storage;
        }

        Verification.Verified verify(TaskFileReader.Result read) throws IOException {
            List<Finding> findings = new ArrayList<>(read.findings());
            Optional<Session> session = Optional.empty();
            if (read.taskFile().isPresent()) {
                session = session(read.taskFile().get(), findings);
            }
            boolean sent = findings.stream().noneMatch(Finding::isError);
            return new Verification.Verified(read.path(), sent ? session : Optional.empty(), findings);
        }

        private Optional<Session> session(TaskFile file, List<Finding> findings) throws IOException {
            clashes.next(file).ifPresent(findings::add);
            Optional<Placed> found = Placed.find(file, registry, findings);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Placed placed = found.get();
            findings.addAll(blocks.computeIfAbsent(
                    RegistryPlace.of(
                            placed.client(), placed.farm(), placed.block().name()),
                    place -> BlockRules.check(place, placed.block())));
            List<Scan> scans = ChosenScans.of(file, placed, registry.scans(placed.client()), findings);
            for (Scan scan : scans) {
                findings.addAll(
                        ScanRules.check(RegistryPlace.of(placed.client(), scan), scan, placed.farmWithWholeBlock()));
            }
            Optional<Session> session = build(file, placed, scans, findings);
            if (storage.isPresent() && session.isPresent()) {
                inStorage(storage.get(), session.get(), file, findings);
            }
            return session;
        }

        private static Optional<Session> build(TaskFile file, Placed placed, List<Scan> scans, List<Finding> findings) {
            if (SessionName.problem(file.sessionName()).isPresent()) {
                return Optional.empty(); // told by the reader
            }
            try {
                return Optional.of(new Session(
                        file.sessionName(),
                        placed.client().name(),
                        placed.client().id(),
                        placed.farm().name(),
                        placed.farm().id(),
                        placed.block(),
                        scans,
                        file.test(),
                        file.role(),
                        file.detectionParams(),
                        file.priority(),
                        file.notifyUrl(),
                        0,
                        List.of()));
            } catch (IllegalArgumentException e) {
                findings.add(FindingCode.NAME_UNUSABLE.at(
                        RegistryPlace.of(
                                placed.client(), placed.farm(), placed.block().name()),
                        String.valueOf(e.getMessage()),
                        "change the name in the registry: storage keys are made of it"));
                return Optional.empty();
            }
        }

        private void inStorage(StorageView view, Session session, TaskFile file, List<Finding> findings)
                throws IOException {
            // later roles read frames, detections or clusters; archives and logs may be gone by then
            if (session.role().compareTo(Role.PREPROC) <= 0) {
                for (Scan scan : session.scans()) {
                    // which files a scan has follows from its cameras; that they are wrong was told
                    if (findings.stream().noneMatch(f -> concernsCameras(f, scan))) {
                        findings.addAll(scanInStorage(view, session, scan));
                    }
                }
            }
            new ResultsRules(view, session, file.place("role"), findings).check();
        }

        private static boolean concernsCameras(Finding finding, Scan scan) {
            return finding.place().file().endsWith("/" + scan.scanId())
                    && (finding.code().equals(FindingCode.CAMERAS_MISSING.text())
                            || finding.code().equals(FindingCode.CAMERA_NAME_INVALID.text()));
        }

        private List<Finding> scanInStorage(StorageView view, Session session, Scan scan) throws IOException {
            List<String> key =
                    List.of(session.clientId(), scan.scanId(), session.block().id());
            List<Finding> known = scansInStorage.get(key);
            if (known == null) {
                boolean usable = StorageKeys.isScanId(scan.scanId());
                known = usable
                        ? ScanStorageRules.check(view, session.clientId(), scan, BlockExtent.of(session.block()))
                        : List.of();
                scansInStorage.put(key, known);
            }
            return known;
        }
    }
}
