package symphony.app.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import symphony.core.artifact.SessionRoot;
import symphony.core.queue.QueueControl;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.core.verify.Finding;

/**
 * Which sessions were cancelled. The queues hold their tasks back for as long as Redis remembers; a note beside the session's
 * records outlives a wiped Redis, so that nobody sends unasked what a person took away.
 */
public final class Cancellations {
    private static final byte[] NOTE =
            "This session was cancelled; symphony queue readmit takes it in again.\n".getBytes(StandardCharsets.UTF_8);

    private final ArtifactStore store;
    private final QueueControl control;

    public Cancellations(ArtifactStore store, QueueControl control) {
        this.store = store;
        this.control = control;
    }

    /**
     * Notes that every session of the name was cancelled.
     *
     * @throws IOException where that could not be noted everywhere
     */
    public void note(String sessionName) throws IOException {
        for (SessionRoot root : roots(sessionName)) {
            store.create(root.cancelled(), NOTE);
        }
    }

    /** Takes every session of the name in again. */
    public void readmit(String sessionName) throws IOException {
        for (SessionRoot root : roots(sessionName)) {
            Optional<StoredObject> note = store.find(root.cancelled());
            if (note.isPresent()) {
                store.remove(root.cancelled(), note.get().version());
            }
        }
        control.readmit(sessionName);
    }

    /** @throws IOException where not all folders could be looked into: one of the sessions may lie in the others */
    private List<SessionRoot> roots(String sessionName) throws IOException {
        List<Finding> unread = new ArrayList<>();
        List<SessionRoot> all = new FindSessions(store).roots(unread);
        if (!unread.isEmpty()) {
            throw new IOException(unread.get(0).place() + ": " + unread.get(0).message());
        }
        return all.stream()
                .filter(root -> root.sessionName().equals(sessionName))
                .toList();
    }

    /** A person asks for the session: it is taken in again if it was cancelled. */
    public void welcome(Session session) throws IOException {
        if (control.cancelled().contains(session.sessionName()) || isNoted(session.root())) {
            readmit(session.sessionName());
        }
    }

    /** Whether storage says that the session was cancelled. */
    public boolean isNoted(SessionRoot root) throws IOException {
        return store.find(root.cancelled()).isPresent();
    }

    /** Whether queues or storage say so of a session of the name. */
    public boolean isCancelled(String sessionName) throws IOException {
        if (control.cancelled().contains(sessionName)) {
            return true;
        }
        for (SessionRoot root : roots(sessionName)) {
            if (isNoted(root)) {
                return true;
            }
        }
        return false;
    }

    /** The names of those sessions that were cancelled, by queues or storage. */
    public Set<String> among(Collection<Session> sessions) {
        Set<String> cancelled = new HashSet<>(control.cancelled());
        for (Session session : sessions) {
            if (!cancelled.contains(session.sessionName()) && isNotedAsFarAsKnown(session.root())) {
                cancelled.add(session.sessionName());
            }
        }
        return cancelled;
    }

    /** A session that cannot be looked at must not hold up the others; whoever looks at its artifacts next tells of it. */
    private boolean isNotedAsFarAsKnown(SessionRoot root) {
        try {
            return isNoted(root);
        } catch (IOException e) {
            return false;
        }
    }

    /** The same; queues that have forgotten it are told again. */
    public Set<String> upheldAmong(Collection<Session> sessions) {
        Set<String> cancelled = among(sessions);
        Set<String> remembered = control.cancelled();
        cancelled.stream().filter(name -> !remembered.contains(name)).forEach(control::cancel);
        return cancelled;
    }
}
