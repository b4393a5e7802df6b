package symphony.core.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Block;
import symphony.core.registry.Registry;
import symphony.core.registry.Scan;
import symphony.core.session.Session;
import symphony.core.session.TaskFileReader;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;

/**
 * Holds task files against the registry and the storage: every finding of every file in one pass, and the sessions that
 * may be sent. One cause gives one finding. Reads only; the registry once, each scan once, many scans at a time.
 */
public final class Verifier {
    private static final int READERS = 16;

    private final Registry registry;
    private final Optional<ArtifactStore> store;
    private final Depth depth;
    private final long deepUpTo;
    private final Path workspace;
    private final Progress progress;

    /** Told how far the reading of storage is. */
    @FunctionalInterface
    public interface Progress {
        void files(int read, int all);
    }

    private Verifier(
            Registry registry,
            Optional<ArtifactStore> store,
            Depth depth,
            long deepUpTo,
            Path workspace,
            Progress progress) {
        this.registry = registry;
        this.store = store;
        this.depth = depth;
        this.deepUpTo = deepUpTo;
        this.workspace = workspace;
        this.progress = progress;
    }

    /** Verifies all, as {@code init} and {@code verify} do. */
    public static Verifier of(Registry registry, ArtifactStore store) {
        return new Verifier(registry, Optional.of(store), Depth.LOGS, 0, Path.of(""), (read, all) -> {});
    }

    /** Verifies names, blocks and scans only, as {@code repair} does: what is lacking in storage it plans for. */
    public static Verifier ofRegistryOnly(Registry registry) {
        return new Verifier(registry, Optional.empty(), Depth.QUICK, 0, Path.of(""), (read, all) -> {});
    }

    /** The same, reading more of storage, or less. */
    public Verifier reading(Depth other) {
        return new Verifier(registry, store, other, deepUpTo, workspace, progress);
    }

    /**
     * The same, but where whole logs are read anyway and all scans together take no more than so many bytes, their archives
     * are read whole as well, as {@link Depth#DEEP} does: only so is a large one found that lacks a few frames.
     */
    public Verifier deepUpTo(long bytes) {
        return new Verifier(registry, store, depth, bytes, workspace, progress);
    }

    /** The same, for files that name others relative to this folder; default: the current one. */
    public Verifier in(Path folder) {
        return new Verifier(registry, store, depth, deepUpTo, folder, progress);
    }

    public Verifier telling(Progress other) {
        return new Verifier(registry, store, depth, deepUpTo, workspace, other);
    }

    /**
     * @throws IOException where the storage cannot be read
     * @throws symphony.core.registry.RegistryUnavailable where the registry cannot
     */
    public Verification verify(List<TaskFileReader.Result> files) throws IOException {
        RegistryView view = new RegistryView(registry);
        List<SessionDraft> all = new SessionDrafts(view).of(files);
        if (store.isPresent()) {
            try (Together together = new Together(READERS)) {
                inStorage(all, view, new StorageView(store.get()), together);
            }
        }
        return new Verification(all.stream().map(SessionDraft::verified).toList());
    }

    private void inStorage(List<SessionDraft> drafts, RegistryView view, StorageView storage, Together together)
            throws IOException {
        List<ScanInStorage> scans = scans(drafts);
        together.each(listings(scans, drafts, view), group -> {
            storage.listTogether(group.prefix(), group.folders());
            return group;
        });
        Reading reading = reading(scans, storage, together);
        List<ScanStorageRules.Found> found = together.each(
                scans,
                s -> ScanStorageRules.check(
                        reading, s.clientId(), s.scan(), List.copyOf(s.blocks().values())));
        Map<List<String>, ScanStorageRules.Found> byScan = new HashMap<>();
        for (int i = 0; i < scans.size(); i++) {
            byScan.put(scans.get(i).key(), found.get(i));
        }
        together.each(drafts, draft -> {
            draft.add(ofScans(draft, byScan));
            draft.add(ofResults(draft, storage));
            return draft;
        });
    }

    private Reading reading(List<ScanInStorage> scans, StorageView storage, Together together) throws IOException {
        long bytes = 0;
        int files = 0;
        for (ScanInStorage s : scans) {
            for (StoredObject object : storage.list(s.prefix())) {
                bytes += object.size();
                files++;
            }
        }
        int all = files;
        AtomicInteger read = new AtomicInteger();
        return new Reading(
                storage,
                depth == Depth.LOGS && bytes <= deepUpTo ? Depth.DEEP : depth,
                together,
                () -> progress.files(read.incrementAndGet(), all));
    }

    /** A scan that sessions need of storage, and the blocks they need it for, by id. */
    private record ScanInStorage(String clientId, Scan scan, Map<String, Block> blocks) {
        List<String> key() {
            return List.of(clientId, scan.scanId());
        }

        String prefix() {
            return StorageKeys.scanPrefix(clientId, scan.scanId());
        }
    }

    private static List<ScanInStorage> scans(List<SessionDraft> drafts) {
        Map<List<String>, ScanInStorage> scans = new LinkedHashMap<>();
        for (SessionDraft draft : drafts) {
            for (Scan scan : draft.scansToRead()) {
                Session session = draft.session().orElseThrow();
                ScanInStorage one = new ScanInStorage(session.clientId(), scan, new LinkedHashMap<>());
                scans.computeIfAbsent(one.key(), k -> one)
                        .blocks()
                        .put(session.block().id(), session.block());
            }
        }
        return List.copyOf(scans.values());
    }

    private static List<ScanListings.Group> listings(
            List<ScanInStorage> scans, List<SessionDraft> drafts, RegistryView view) {
        TreeMap<String, NavigableSet<String>> wanted = new TreeMap<>();
        scans.forEach(s -> wanted.computeIfAbsent(s.clientId(), c -> new TreeSet<>())
                .add(s.scan().scanId()));
        TreeMap<String, NavigableSet<String>> registered = new TreeMap<>();
        drafts.forEach(draft -> draft.placed()
                .ifPresent(placed -> registered.computeIfAbsent(
                        placed.client().id(), c -> view.scans(placed.client()).navigableKeySet())));
        List<ScanListings.Group> groups = new ArrayList<>();
        wanted.forEach((client, ids) ->
                groups.addAll(ScanListings.of(client, ids, registered.getOrDefault(client, new TreeSet<>()))));
        return groups;
    }

    private static List<Finding> ofScans(SessionDraft draft, Map<List<String>, ScanStorageRules.Found> found) {
        List<Finding> all = new ArrayList<>();
        draft.session().ifPresent(session -> draft.scansToRead().forEach(scan -> {
            ScanStorageRules.Found of = found.get(List.of(session.clientId(), scan.scanId()));
            if (of != null) {
                draft.takes(of.archiveBytes());
                all.addAll(of.of(session.block().id()));
            }
        }));
        return all;
    }

    private List<Finding> ofResults(SessionDraft draft, StorageView storage) throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (draft.session().isPresent()) {
            Session session = draft.session().get();
            new ResultsRules(storage, session, draft.file().place("role"), findings).check();
            if (session.role().compareTo(Role.DETECTION) <= 0) {
                new ModelRules(storage, workspace).check(draft.file(), findings);
            }
        }
        return findings;
    }
}
