package symphony.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.Provenance;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;
import symphony.worker.program.TaskCancelled;

/**
 * Publishes a file and then the record beside it. Creates, and replaces only what was seen broken or of an older run when
 * the task was claimed: of two that publish the same artifact the first wins and the other's is discarded.
 */
final class Publisher {
    private final ArtifactStore store;
    private final ArtifactCheck check;
    private final Patience patience;
    private final Lease lease;

    Publisher(ArtifactStore store, Patience patience, Lease lease) {
        this.store = store;
        this.check = new ArtifactCheck(store);
        this.patience = patience;
        this.lease = lease;
    }

    /**
     * @param seen what lay there at the claim; not whole
     * @param provenance of the file, once its checksum is known
     * @return whether it is ours that lies there now
     * @throws TaskFailed where something else came meanwhile that is not whole: the next try sees it
     */
    boolean publish(
            SessionRoot root,
            Seen seen,
            Path file,
            Optional<RowVideoMap> map,
            Function<Checksum, Provenance> provenance)
            throws IOException, TaskFailed, TaskCancelled {
        String key = root.key(seen.output().relativeKey());
        Checksum ours = Checksum.of(file);
        lease.assure(patience);
        boolean won = seen.object().isEmpty()
                ? patience.storage(() -> store.create(key, file)) == Publication.CREATED
                : patience.storage(
                        () -> store.replace(key, file, seen.object().get().version()));
        // the same bytes may be our own: the answer was lost, or an earlier attempt ended before its record
        if (!won && !patience.storage(() -> check.holds(key, ours))) {
            if (patience.storage(() -> check.look(root, seen.output(), seen.run(), map))
                    .whole()) {
                return false;
            }
            throw TaskFailed.tryAgain(key + " was changed by another while the task ran");
        }
        record(root, provenance.apply(ours));
        return true;
    }

    private void record(SessionRoot root, Provenance provenance) throws IOException, TaskCancelled {
        String key = root.key(provenance.recordName().relativeKey());
        byte[] content = provenance.format().getBytes(StandardCharsets.UTF_8);
        patience.storage(() -> store.create(key, content));
    }
}
