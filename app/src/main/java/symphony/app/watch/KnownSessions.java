package symphony.app.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import symphony.app.session.FindSessions;
import symphony.app.session.SettleSession;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.SessionRoot;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.core.verify.Finding;

/** The sessions that storage knows; a {@code session.json} is read again only when it has changed. */
final class KnownSessions {
    private record Read(String version, Session session) {}

    private final ArtifactStore store;
    private final Predicate<SessionRoot> wanted;
    private Map<SessionRoot, Read> known = new HashMap<>();

    KnownSessions(ArtifactStore store, Predicate<SessionRoot> wanted) {
        this.store = store;
        this.wanted = wanted;
    }

    /** @param findings what cannot be read is told here, and the others go on */
    List<Session> look(List<Finding> findings) {
        Map<SessionRoot, Read> now = new HashMap<>();
        List<Session> sessions = new ArrayList<>();
        for (SessionRoot root : new FindSessions(store).roots(findings)) {
            if (wanted.test(root)) {
                try {
                    read(root).ifPresent(r -> {
                        now.put(root, r);
                        sessions.add(r.session());
                    });
                } catch (IOException | MalformedFile e) {
                    findings.add(FindSessions.unreadable(root.session(), e));
                }
            }
        }
        known = now;
        return sessions;
    }

    private Optional<Read> read(SessionRoot root) throws IOException {
        Optional<StoredObject> object = store.find(root.session());
        Read before = known.get(root);
        if (object.isPresent()
                && before != null
                && before.version().equals(object.get().version())) {
            return Optional.of(before);
        }
        Optional<Session> session = new SettleSession(store).stored(root);
        return session.map(s -> new Read(object.map(StoredObject::version).orElse(""), s));
    }
}
