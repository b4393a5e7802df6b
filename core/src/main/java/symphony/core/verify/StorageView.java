package symphony.core.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;

/** What the verification reads of storage: each prefix listed once, beginnings and ends of archives, whole logs. */
final class StorageView {
    /** A session.json with a large block has a few megabytes; larger it is none. */
    private static final long MOST_CHARACTERS = 64L << 20;

    /** Versions are for who replaces, and nothing is replaced here. */
    private static final String NO_VERSION = "";

    private final ArtifactStore store;
    private final Map<String, List<StoredObject>> listings = new ConcurrentHashMap<>();

    StorageView(ArtifactStore store) {
        this.store = store;
    }

    /**
     * Lists a prefix that opens several folders, and keeps what lies in each of them: fewer requests than a listing each.
     *
     * @param folders each begins with the prefix and ends with a slash
     */
    void listTogether(String prefix, List<String> folders) throws IOException {
        Map<String, List<StoredObject>> found = new ConcurrentHashMap<>();
        folders.forEach(folder -> found.put(folder, new ArrayList<>()));
        store.sizes(prefix, (key, size) -> {
            int slash = key.indexOf('/', prefix.length() - 1);
            List<StoredObject> folder = slash < 0 ? null : found.get(key.substring(0, slash + 1));
            if (folder != null) {
                folder.add(new StoredObject(key, size, NO_VERSION));
            }
        });
        listings.putAll(found);
    }

    /** Everything under a prefix. */
    List<StoredObject> list(String prefix) throws IOException {
        try {
            return listings.computeIfAbsent(prefix, p -> {
                try {
                    return store.list(p);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Up to {@code length} bytes; a negative offset counts from the end. */
    byte[] read(String key, long offset, int length) throws IOException {
        return store.read(key, offset, length);
    }

    InputStream open(String key) throws IOException {
        return store.open(key);
    }

    Optional<StoredObject> find(String key) throws IOException {
        return store.find(key);
    }

    /**
     * The text of an object. The caller closes it.
     *
     * @throws CharacterCodingException while reading, where it is not UTF-8
     */
    Reader text(String key) throws IOException {
        return new BufferedReader(new InputStreamReader(
                store.open(key),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /**
     * The whole text of a small object, less the mark that some editors put before it; empty where there is none.
     *
     * @throws CharacterCodingException where it is not UTF-8
     */
    Optional<String> small(String key) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Reader reader = text(key)) {
            char[] buffer = new char[1 << 14];
            for (int n; (n = reader.read(buffer)) > 0 && text.length() < MOST_CHARACTERS; ) {
                text.append(buffer, 0, n);
            }
        } catch (ObjectMissing e) {
            return Optional.empty();
        }
        return Optional.of(text.length() > 0 && text.charAt(0) == '\uFEFF' ? text.substring(1) : text.toString());
    }
}
