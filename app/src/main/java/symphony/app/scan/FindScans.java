package symphony.app.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import symphony.app.UserError;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Client;
import symphony.core.registry.Registry;
import symphony.core.registry.Scan;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;

/** Scans by what a person writes: a scan id, {@code clientid/scanid}, or the beginning of either. */
public final class FindScans {
    private final ArtifactStore store;
    private final Registry registry;

    public FindScans(ArtifactStore store, Registry registry) {
        this.store = store;
        this.registry = registry;
    }

    /**
     * A scan in storage, in the registry, or in both.
     *
     * @param registered empty where the registry does not have it
     */
    public record Known(String clientId, String scanId, boolean inStorage, Optional<Scan> registered) {}

    /** All whose name begins so, ordered; an empty text finds all. */
    public List<Known> all(String beginning) throws IOException {
        String wanted = beginning.endsWith("/") ? beginning.substring(0, beginning.length() - 1) : beginning;
        Map<String, Known> found = new TreeMap<>();
        for (String clientId : store.folders("")) {
            if (mayBeOf(clientId, wanted)) {
                for (String folder : store.folders(clientId + "/")) {
                    if (StorageKeys.isScanId(folder) && begins(clientId, folder, wanted)) {
                        found.put(clientId + "/" + folder, new Known(clientId, folder, true, Optional.empty()));
                    }
                }
            }
        }
        for (Client client : registry.outline()) {
            for (Scan scan : registry.scans(client.id())) {
                if (begins(client.id(), scan.scanId(), wanted)) {
                    found.merge(
                            client.id() + "/" + scan.scanId(),
                            new Known(client.id(), scan.scanId(), false, Optional.of(scan)),
                            (stored, known) -> new Known(stored.clientId(), stored.scanId(), true, known.registered()));
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The one that is meant. */
    public Known one(String name) throws IOException {
        List<Known> found = all(name);
        List<Known> exact = found.stream()
                .filter(k -> k.scanId().equals(name) || (k.clientId() + "/" + k.scanId()).equals(name))
                .toList();
        List<Known> meant = exact.isEmpty() ? found : exact;
        if (meant.isEmpty()) {
            throw none(name);
        }
        if (meant.size() > 1) {
            throw UserError.usage("'" + name + "' begins the names of " + meant.size() + " scans, "
                    + meant.get(0).clientId() + "/" + meant.get(0).scanId() + " the first; write it whole");
        }
        return meant.get(0);
    }

    /** Those in storage, one at least. */
    public List<Known> stored(String beginning) throws IOException {
        List<Known> found = all(beginning);
        if (found.isEmpty()) {
            throw none(beginning);
        }
        List<Known> stored = found.stream().filter(Known::inStorage).toList();
        if (stored.isEmpty()) {
            throw notStored(found.get(0));
        }
        return stored;
    }

    /** The one that is meant, which has to lie in storage. */
    public Known oneStored(String name) throws IOException {
        Known one = one(name);
        if (!one.inStorage()) {
            throw notStored(one);
        }
        return one;
    }

    public StoredScan read(Known scan) throws IOException {
        String prefix = StorageKeys.scanPrefix(scan.clientId(), scan.scanId());
        return StoredScan.of(scan.clientId(), scan.scanId(), store.list(prefix));
    }

    private UserError notStored(Known scan) {
        return UserError.failed("nothing of scan " + scan.clientId() + "/" + scan.scanId() + " lies in "
                + store.describe() + "; the registry alone knows it");
    }

    private UserError none(String name) {
        return UserError.failed("there is no scan '" + name + "', neither in " + store.describe()
                + " nor in the registry; scans lie under {clientid}/{yyyy-MM-dd_HH-mm}/, symphony scan ls lists them");
    }

    private static boolean mayBeOf(String clientId, String wanted) {
        int slash = wanted.indexOf('/');
        return slash < 0 || clientId.equals(wanted.substring(0, slash));
    }

    private static boolean begins(String clientId, String scanId, String wanted) {
        return (clientId + "/" + scanId).startsWith(wanted) || scanId.startsWith(wanted);
    }
}
