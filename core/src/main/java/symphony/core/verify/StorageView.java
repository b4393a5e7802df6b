package symphony.core.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;

/** What the verification reads of storage: each prefix listed once, beginnings and ends of archives, whole logs. */
final class StorageView {
    private final ArtifactStore store;
    private final Map<String, List<StoredObject>> listings = new HashMap<>();

    StorageView(ArtifactStore store) {
        this.store = store;
    }

    /** Everything under a prefix, ordered by key. */
    List<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> known = listings.get(prefix);
        if (known == null) {
            known = store.list(prefix);
            listings.put(prefix, known);
        }
        return known;
    }

    byte[] head(StoredObject object, int most) throws IOException {
        return store.read(object.key(), 0, (int) Math.min(most, object.size()));
    }

    byte[] tail(StoredObject object, int length) throws IOException {
        return store.read(object.key(), -length, length);
    }

    /** The text of an object, without the mark that some editors put before UTF-8. The caller closes it. */
    Reader text(String key) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(store.open(key), StandardCharsets.UTF_8), 1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    /** The whole text of a small object; empty where there is none. */
    Optional<String> small(String key) throws IOException {
        List<String> parts = new ArrayList<>();
        try (Reader reader = text(key)) {
            char[] buffer = new char[1 << 14];
            for (int n; (n = reader.read(buffer)) > 0; ) {
                parts.add(new String(buffer, 0, n));
            }
            return Optional.of(String.join("", parts));
        } catch (ObjectMissing e) {
            return Optional.empty();
        }
    }
}
