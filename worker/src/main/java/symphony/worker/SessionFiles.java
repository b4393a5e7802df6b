package symphony.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.MalformedJson;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;

/** What a session's root says of the session, as far as it exists: a task pushed by hand may be all there is. */
record SessionFiles(Optional<Session> session, Optional<RowVideoMap> map) {

    /** @throws TaskFailed where {@code session.json} cannot be understood; nothing can be said of runs then */
    static SessionFiles read(ArtifactStore store, SessionRoot root, Patience patience)
            throws TaskFailed, TaskCancelled {
        Optional<String> text = text(store, root.session(), patience);
        try {
            return new SessionFiles(text.map(Session::parse), map(store, root, patience));
        } catch (MalformedJson e) {
            throw TaskFailed.counted(root.session() + " cannot be read: " + e.getMessage()
                    + "; remove it and 'symphony repair' makes it again");
        }
    }

    /** The row video map; one that is absent or cannot be read is empty: making it again is rvm's task. */
    static Optional<RowVideoMap> map(ArtifactStore store, SessionRoot root, Patience patience) throws TaskCancelled {
        return text(store, root.rvm(), patience).flatMap(orEmpty(t -> RowVideoMap.parse(t, root.rvm())));
    }

    private static <T> Function<String, Optional<T>> orEmpty(Function<String, T> parse) {
        return text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (MalformedFile e) {
                return Optional.empty();
            }
        };
    }

    private static Optional<String> text(ArtifactStore store, String key, Patience patience) throws TaskCancelled {
        try {
            return Optional.of(patience.storage(() -> read(store, key)));
        } catch (ObjectMissing e) {
            return Optional.empty();
        }
    }

    private static String read(ArtifactStore store, String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
