package symphony.core.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import symphony.core.artifact.SessionRoot;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;

/**
 * Lists a session's folders beside each other, artifacts before their records: a record means something only beside what
 * it tells of.
 */
final class SessionListing {
    /** The folder of each role that makes something of a part. */
    static final Map<Role, String> FOLDERS = new EnumMap<>(Map.of(
            Role.PREPROC,
            SessionRoot.FRAMES,
            Role.DETECTION,
            SessionRoot.DETECTION,
            Role.PROCESS,
            SessionRoot.PROCESS));

    private static final List<String> WHOLE_SESSION = List.of("rvm.csv", "summary.json");

    private final ArtifactStore store;
    private final SessionRoot root;

    SessionListing(ArtifactStore store, SessionRoot root) {
        this.store = store;
        this.root = root;
    }

    static String folder(Role role) {
        String folder = FOLDERS.get(role);
        if (folder == null) {
            throw new IllegalArgumentException(role + " makes nothing of a part");
        }
        return folder;
    }

    /** @throws IOException where one of the listings fails; the inventory is of no use then */
    void into(Inventory inventory) throws IOException {
        List<Callable<Void>> artifacts = new ArrayList<>();
        List<Callable<Void>> records = new ArrayList<>();
        FOLDERS.forEach((role, folder) -> {
            Inventory.Sink sink = inventory.sink(root);
            artifacts.add(() -> {
                store.sizes(root.key(folder), (key, size) -> sink.artifact(role, key, size));
                return null;
            });
            records.add(() -> {
                store.names(root.records() + folder, sink::record);
                return null;
            });
        });
        Inventory.Sink whole = inventory.sink(root);
        for (String name : WHOLE_SESSION) {
            store.find(root.key(name)).ifPresent(o -> whole.object(o.key(), o.size(), o.version()));
            store.names(root.records() + name + "~", whole::record);
        }
        ExecutorService threads = Executors.newFixedThreadPool(FOLDERS.size(), r -> new Thread(r, "listing"));
        try {
            all(threads, artifacts);
            all(threads, records);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void all(ExecutorService threads, List<Callable<Void>> listings) throws IOException {
        try {
            for (Future<Void> listing : threads.invokeAll(listings)) {
                listing.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while listing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        }
    }
}
