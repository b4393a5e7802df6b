package symphony.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;
import symphony.core.verify.Finding;
import symphony.storage.remote.RemoteStore;

/**
 * Writes, reads, lists, replaces and removes an object of its own at the root, and one below each client's results; with
 * {@code deep} it also looks at every key there is.
 */
final class StorageExamination {
    private static final String PROBE = "symphony-doctor-";
    private static final int MOST_CLIENTS = 50;
    private static final int SHOWN = 5;

    private final Workspace workspace;
    private final boolean deep;
    private final Diagnosis diagnosis = new Diagnosis("storage");

    StorageExamination(Workspace workspace, boolean deep) {
        this.workspace = workspace;
        this.deep = deep;
    }

    Diagnosis examine() {
        clearText();
        long begun = System.nanoTime();
        ArtifactStore store;
        try {
            store = workspace.store();
            diagnosis.saw("store", store.describe());
            store.list(PROBE, o -> {});
        } catch (IOException | UserError e) {
            diagnosis.found(Ailment.STORAGE_UNREACHABLE.at(
                    workspace.configuration().storage().url().source(),
                    String.valueOf(e.getMessage()),
                    "mend it, or storage.url, storage.endpoint, storage.region"));
            return diagnosis;
        }
        boolean written = roundTrip(store, PROBE + UUID.randomUUID());
        diagnosis.saw("round_trip_ms", (System.nanoTime() - begun) / 1_000_000);
        diagnosis.saw("writable", written);
        try {
            clients(store);
            if (deep) {
                keys(store);
            }
        } catch (IOException e) {
            diagnosis.found(Ailment.STORAGE_READ_REFUSED.at(
                    store.describe(), String.valueOf(e.getMessage()), "allow this identity to list the whole prefix"));
        }
        return diagnosis;
    }

    /** @return whether it could be written */
    private boolean roundTrip(ArtifactStore store, String key) {
        byte[] content = key.getBytes(StandardCharsets.UTF_8);
        try {
            store.create(key, content);
        } catch (IOException e) {
            diagnosis.found(Ailment.STORAGE_WRITE_REFUSED.at(
                    store.describe(),
                    String.valueOf(e.getMessage()),
                    "workers need to write here; commands that only look do not"));
            return false;
        }
        try {
            check(store, key, content);
        } catch (IOException e) {
            diagnosis.found(Ailment.STORAGE_READ_REFUSED.at(
                    store.describe(),
                    "what was written could not be read: " + e.getMessage(),
                    "allow this identity to read and to list"));
        } finally {
            remove(store, key);
        }
        return true;
    }

    private void check(ArtifactStore store, String key, byte[] content) throws IOException {
        if (!Arrays.equals(store.read(key, 0, content.length + 1), content)
                || store.list(key).stream().noneMatch(o -> o.key().equals(key) && o.size() == content.length)) {
            diagnosis.found(Ailment.STORAGE_ALTERS.at(
                    store.describe(),
                    "an object that was written is read or listed otherwise",
                    "look for a proxy or a cache between, and use another service"));
        }
        boolean createdTwice = store.create(key, content) == Publication.CREATED;
        if (createdTwice || store.replace(key, content, "\"of another\"")) {
            diagnosis.found(Ailment.STORAGE_UNCONDITIONAL.at(
                    store.describe(),
                    "it replaces what is there although it was asked not to (no If-None-Match or If-Match)",
                    "use a service with conditional writes; without, only programs whose outputs are always equal are"
                            + " safe"));
        }
        if (store instanceof RemoteStore remote && remote.keepsFormerVersions(key)) {
            diagnosis.found(Ailment.STORAGE_KEEPS_VERSIONS.at(
                    store.describe(),
                    "it keeps former versions of what is replaced, and markers of what is removed; they cost money and"
                            + " slow listings",
                    "end versioning, or add a lifecycle rule that ends former versions after some days"));
        }
    }

    private void remove(ArtifactStore store, String key) {
        try {
            Optional<StoredObject> left = store.find(key);
            if (left.isEmpty() || store.remove(key, left.get().version())) {
                return;
            }
            removeRefused(store, key + " is still there");
        } catch (IOException e) {
            removeRefused(store, String.valueOf(e.getMessage()));
        }
    }

    private void removeRefused(ArtifactStore store, String why) {
        diagnosis.found(Ailment.STORAGE_REMOVE_REFUSED.at(
                store.describe(), why, "remove the object yourself; only 'scan rename' and the doctor ever remove"));
    }

    /** What may be allowed at the root may be denied below one client. */
    private void clients(ArtifactStore store) throws IOException {
        List<String> clients = store.folders("");
        diagnosis.saw("clients", clients.size());
        for (String client : clients.subList(0, Math.min(MOST_CLIENTS, clients.size()))) {
            try {
                if (store.folders(client + "/").contains("results")) {
                    String key = client + "/results/" + PROBE + UUID.randomUUID();
                    store.create(key, key.getBytes(StandardCharsets.UTF_8));
                    remove(store, key);
                }
            } catch (IOException e) {
                diagnosis.found(Ailment.STORAGE_PREFIX_REFUSED.at(
                        client + "/",
                        String.valueOf(e.getMessage()),
                        "allow this identity to list, read and write below " + client + "/"));
            }
        }
    }

    private void keys(ArtifactStore store) throws IOException {
        Set<String> folders = new HashSet<>();
        Set<String> suspects = new HashSet<>();
        Set<String> unusual = new HashSet<>();
        long[] all = {0};
        store.names("", key -> {
            all[0]++;
            for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
                folders.add(key.substring(0, slash));
            }
            if (key.indexOf('.', key.lastIndexOf('/') + 1) < 0) {
                suspects.add(key); // what has an ending is no folder's name with us
            }
            if (key.chars().anyMatch(c -> c > '~' || c == ' ')) {
                unusual.add(key);
            }
        });
        diagnosis.saw("keys", all[0]);
        suspects.retainAll(folders);
        tell(
                Ailment.STORAGE_KEY_IS_FOLDER,
                suspects,
                "an object has the name of a folder of others",
                "rename it: such" + " keys cannot be copied to a folder, and some services refuse them");
        tell(
                Ailment.STORAGE_KEY_UNUSUAL,
                unusual,
                "a key holds blanks or letters beyond ASCII",
                "they are served, but"
                        + " need a UTF-8 locale (LC_ALL=C.UTF-8) on every machine, and care in scripts; rename them if you can");
    }

    private void tell(Ailment ailment, Set<String> keys, String what, String remedy) {
        keys.stream()
                .sorted()
                .limit(SHOWN)
                .map(key -> ailment.at(key, what, remedy))
                .forEach(diagnosis::found);
        if (keys.size() > SHOWN) {
            diagnosis.found(ailment.at("storage", (keys.size() - SHOWN) + " more: " + what, remedy));
        }
    }

    private void clearText() {
        workspace
                .configuration()
                .storage()
                .endpoint()
                .filter(e ->
                        e.value().startsWith("http://") && !e.value().matches("http://(127\\.|localhost|\\[::1).*"))
                .map(e -> Ailment.STORAGE_CLEAR_TEXT.at(
                        e.source(),
                        "artifacts travel unencrypted to another machine",
                        "use https:// in storage.endpoint"))
                .ifPresent((Finding finding) -> diagnosis.found(finding));
    }
}
