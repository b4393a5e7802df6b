package symphony.app.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import symphony.app.UserError;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;

/** Finds the sessions there are in storage, by their {@code session.json}: their task files may be lost. */
public final class FindSessions {
    /**
     * What was found.
     *
     * @param sessions ordered by where they lie
     * @param findings sessions and folders that cannot be read: the others go on
     */
    public record Found(List<Session> sessions, List<Finding> findings) {
        public Found {
            sessions = List.copyOf(sessions);
            findings = List.copyOf(findings);
        }
    }

    private final ArtifactStore store;

    public FindSessions(ArtifactStore store) {
        this.store = store;
    }

    public Found all() {
        List<Session> sessions = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        SettleSession settle = new SettleSession(store);
        for (SessionRoot root : roots(findings)) {
            try {
                settle.stored(root).ifPresent(sessions::add);
            } catch (IOException | MalformedFile e) {
                findings.add(unreadable(root.session(), e));
            }
        }
        return new Found(sessions, findings);
    }

    /** The roots of the sessions of that name, with or without a {@code session.json}. */
    public List<SessionRoot> named(String sessionName) {
        return roots(new ArrayList<>()).stream()
                .filter(r -> r.sessionName().equals(sessionName))
                .toList();
    }

    /**
     * The same, of a name that a person gave.
     *
     * @throws UserError where there is none of it
     */
    public List<SessionRoot> known(String sessionName) {
        List<SessionRoot> roots = named(sessionName);
        if (roots.isEmpty()) {
            throw UserError.failed("there is no session '" + sessionName + "' in " + store.describe());
        }
        return roots;
    }

    /** A session that cannot be looked at. */
    public static Finding unreadable(String key, Exception e) {
        return Finding.error(
                "storage-unreadable",
                Place.of(key),
                String.valueOf(e.getMessage()),
                "see to it and run symphony repair again; nothing is sent of what cannot be read");
    }

    /**
     * Where sessions lie, with or without a {@code session.json}.
     *
     * @param findings folders that cannot be read are told here
     */
    public List<SessionRoot> roots(List<Finding> findings) {
        List<SessionRoot> roots = new ArrayList<>();
        for (String client : folders("", findings)) {
            String results = StorageKeys.resultsPrefix(client);
            for (String farm : folders(results, findings)) {
                for (String block : folders(results + farm + "/", findings)) {
                    String prefix = results + farm + "/" + block + "/";
                    for (String session : folders(prefix, findings)) {
                        StorageKeys.rootOf(prefix + session + "/x").ifPresent(roots::add);
                    }
                }
            }
        }
        return roots;
    }

    private List<String> folders(String prefix, List<Finding> findings) {
        try {
            return store.folders(prefix);
        } catch (IOException e) {
            findings.add(unreadable(prefix, e));
            return List.of();
        }
    }
}
