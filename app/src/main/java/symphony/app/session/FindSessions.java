package symphony.app.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;

/** Finds the sessions there are in storage, by their {@code session.json}: their task files may be lost. */
public final class FindSessions {
    private final ArtifactStore store;

    public FindSessions(ArtifactStore store) {
        this.store = store;
    }

    /** All of them, ordered by where they lie. */
    public List<Session> all() throws IOException {
        List<Session> found = new ArrayList<>();
        SettleSession settle = new SettleSession(store);
        for (SessionRoot root : roots()) {
            settle.stored(root).ifPresent(found::add);
        }
        return found;
    }

    /** The roots of the sessions of that name, with or without a {@code session.json}. */
    public List<SessionRoot> named(String sessionName) throws IOException {
        return roots().stream().filter(r -> r.sessionName().equals(sessionName)).toList();
    }

    private List<SessionRoot> roots() throws IOException {
        List<SessionRoot> roots = new ArrayList<>();
        for (String client : store.folders("")) {
            String results = StorageKeys.resultsPrefix(client);
            for (String farm : store.folders(results)) {
                for (String block : store.folders(results + farm + "/")) {
                    String prefix = results + farm + "/" + block + "/";
                    for (String session : store.folders(prefix)) {
                        StorageKeys.rootOf(prefix + session + "/x").ifPresent(roots::add);
                    }
                }
            }
        }
        return roots;
    }
}
