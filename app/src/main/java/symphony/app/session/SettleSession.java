package symphony.app.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.VinesPerRow;
import symphony.core.json.MalformedJson;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/** Keeps {@code session.json} in storage what it should be; a run once raised is never lowered. */
public final class SettleSession {
    private static final int TRIES = 5;

    private final ArtifactStore store;

    public SettleSession(ArtifactStore store) {
        this.store = store;
    }

    /** What storage holds; empty where it holds none. */
    public Optional<Session> stored(SessionRoot root) throws IOException {
        try (InputStream in = store.open(root.session())) {
            return Optional.of(Session.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (ObjectMissing e) {
            return Optional.empty();
        } catch (MalformedJson e) {
            throw new MalformedFile(root.session() + ": " + e.getMessage()
                    + ". Move it away and run symphony init again; it is made anew from the task file");
        }
    }

    /** The session as its task file asks for it now, with the runs that redos raised. Writes nothing. */
    public Session merged(Session wanted) throws IOException {
        return stored(wanted.root())
                .map(s -> withRuns(wanted, s.run(), s.redo()))
                .orElse(wanted);
    }

    /** Writes what {@link #merged} says, if storage does not hold it already. */
    public Session settle(Session wanted) throws IOException {
        return write(wanted, List.of());
    }

    /** The same, and makes pieces of it due again under a run higher than any before. */
    public Session redo(Session wanted, List<Redo> pieces) throws IOException {
        return write(wanted, pieces);
    }

    /** A lacking {@code vpr.csv} beside a good map is made again from the block; no reason to do the map again. */
    public void mendVinesPerRow(Session session) throws IOException {
        SessionRoot root = session.root();
        if (store.find(root.vpr()).isEmpty() && store.find(root.rvm()).isPresent()) {
            VinesPerRow vines = VinesPerRow.of(session.block());
            if (!vines.vines().isEmpty()) {
                store.create(root.vpr(), vines.format().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Session write(Session wanted, List<Redo> more) throws IOException {
        String key = wanted.root().session();
        for (int i = 0; i < TRIES; i++) {
            Optional<StoredObject> seen = store.find(key);
            Session merged = raised(merged(wanted), more);
            byte[] content = merged.format().getBytes(StandardCharsets.UTF_8);
            boolean written = seen.isEmpty()
                    ? store.create(key, content) == Publication.CREATED
                    : same(key, content)
                            || store.replace(key, content, seen.get().version());
            if (written) {
                return merged;
            }
        }
        throw new IOException(key + " is written by others all the time; try again");
    }

    /** The session with pieces of it due again under a run higher than any before. */
    static Session raised(Session session, List<Redo> more) {
        int next = session.redo().stream().mapToInt(Redo::run).reduce(session.run(), Math::max) + 1;
        List<Redo> all = new ArrayList<>(session.redo());
        more.forEach(r -> all.add(new Redo(next, r.from(), r.rows(), r.scans())));
        return withRuns(session, session.run(), all);
    }

    private static Session withRuns(Session s, int run, List<Redo> redo) {
        return new Session(
                s.sessionName(),
                s.clientName(),
                s.clientId(),
                s.farmName(),
                s.farmId(),
                s.block(),
                s.scans(),
                s.test(),
                s.role(),
                s.detectionParams(),
                s.priority(),
                s.notifyUrl(),
                run,
                redo);
    }

    private boolean same(String key, byte[] content) throws IOException {
        try (InputStream in = store.open(key)) {
            return Arrays.equals(in.readAllBytes(), content);
        }
    }
}
