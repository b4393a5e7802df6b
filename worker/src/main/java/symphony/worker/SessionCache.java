package symphony.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.MalformedJson;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;
import symphony.worker.program.TaskCancelled;

/**
 * The files that all tasks of a session read, {@code session.json} and {@code rvm.csv}: read once a version, however many
 * tasks ask. Whether the version still stands is asked each time, for a redo may come at any moment.
 */
final class SessionCache {
    private static final int MOST_FILES = 16;
    /** A larger file's bytes are not kept, only what was understood of it. */
    private static final int MOST_BYTES = 1 << 20;

    private final ArtifactStore store;

    private final Map<String, CachedFile> files = new LinkedHashMap<>(MOST_FILES, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedFile> eldest) {
            return size() > MOST_FILES;
        }
    };

    /** One file; its own lock, so that of many tasks that find it new one reads it and the others wait. */
    private static final class CachedFile {
        private @Nullable Version current;
    }

    /** @param meaning what {@code parse} made of it */
    private record Version(String version, Object meaning, Optional<SessionFiles.Content> content) {}

    SessionCache(ArtifactStore store) {
        this.store = store;
    }

    /** @throws TaskFailed where {@code session.json} cannot be understood; nothing can be said of runs then */
    SessionFiles read(SessionRoot root, Patience patience) throws TaskFailed, TaskCancelled {
        Optional<Version> session = session(root, patience);
        Optional<Version> map = current(root.rvm(), text -> map(text, root.rvm()), patience);
        return new SessionFiles(
                session.map(v -> (Session) v.meaning()),
                map.flatMap(v -> ((Optional<?>) v.meaning()).map(m -> (RowVideoMap) m)),
                Stream.of(session, map)
                        .flatMap(Optional::stream)
                        .flatMap(v -> v.content().stream())
                        .toList());
    }

    /** {@code session.json} alone, as it is now. */
    Optional<Session> readSession(SessionRoot root, Patience patience) throws TaskFailed, TaskCancelled {
        return session(root, patience).map(v -> (Session) v.meaning());
    }

    private Optional<Version> session(SessionRoot root, Patience patience) throws TaskFailed, TaskCancelled {
        try {
            return current(root.session(), Session::parse, patience);
        } catch (MalformedJson e) {
            throw TaskFailed.counted(root.session() + " cannot be read: " + e.getMessage()
                    + "; remove it and 'symphony repair' makes it again");
        }
    }

    private static Optional<RowVideoMap> map(String text, String where) {
        try {
            return Optional.of(RowVideoMap.parse(text, where));
        } catch (MalformedFile e) {
            return Optional.empty();
        }
    }

    private Optional<Version> current(String key, Function<String, Object> parse, Patience patience)
            throws TaskCancelled {
        try {
            Optional<StoredObject> found = patience.storage(() -> store.find(key));
            return found.isEmpty() ? Optional.empty() : Optional.of(version(found.get(), parse, patience));
        } catch (ObjectMissing e) {
            return Optional.empty(); // it went between the two questions
        }
    }

    private Version version(StoredObject found, Function<String, Object> parse, Patience patience)
            throws ObjectMissing, TaskCancelled {
        CachedFile file;
        synchronized (files) {
            file = files.computeIfAbsent(found.key(), key -> new CachedFile());
        }
        synchronized (file) {
            Version current = file.current;
            if (current == null || !current.version().equals(found.version())) {
                byte[] bytes = patience.storage(() -> bytes(found.key()));
                Optional<SessionFiles.Content> content = bytes.length > MOST_BYTES
                        ? Optional.empty()
                        : Optional.of(new SessionFiles.Content(found.key(), bytes, Checksum.of(bytes)));
                current = new Version(found.version(), parse.apply(new String(bytes, StandardCharsets.UTF_8)), content);
                file.current = current;
            }
            return current;
        }
    }

    private byte[] bytes(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }
}
