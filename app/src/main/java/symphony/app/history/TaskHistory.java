package symphony.app.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.MalformedJson;
import symphony.core.pipeline.Provenance;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.task.Role;

/**
 * The tasks that were done of a session, from the records beside its artifacts. A record costs one read; several are read
 * at a time, for a store far away.
 */
public final class TaskHistory {
    private static final int READERS = 16;
    private static final int BATCH = 512;

    private final ArtifactStore store;

    public TaskHistory(ArtifactStore store) {
        this.store = store;
    }

    /**
     * Enters them in a timeline.
     *
     * @param progress told now and then how many records have been read
     */
    public void of(SessionRoot root, Timeline timeline, LongConsumer progress) throws IOException {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        List<String> batch = new ArrayList<>();
        long[] read = {0};
        try {
            store.list(root.records(), object -> {
                if (RecordName.parse(root.relative(object.key())).isPresent()) {
                    batch.add(object.key());
                }
                if (batch.size() == BATCH) {
                    progress.accept(read[0] += enter(root, batch, readers, timeline));
                    batch.clear();
                }
            });
            progress.accept(read[0] + enter(root, batch, readers, timeline));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            readers.shutdownNow();
        }
    }

    private int enter(SessionRoot root, List<String> keys, ExecutorService readers, Timeline timeline) {
        try {
            for (Provenance made : read(readers, keys)) {
                Optional<Event> event = event(root, made);
                if (event.isPresent()) {
                    timeline.add(event.get(), made.task());
                }
            }
            return keys.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Provenance> read(ExecutorService readers, List<String> keys) throws IOException {
        List<Future<Optional<Provenance>>> asked =
                keys.stream().map(key -> readers.submit(() -> read(key))).toList();
        List<Provenance> found = new ArrayList<>();
        for (Future<Optional<Provenance>> answer : asked) {
            try {
                answer.get().ifPresent(found::add);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted"));
            }
        }
        return found;
    }

    /** A record that was replaced meanwhile, or is none, tells nothing. */
    private Optional<Provenance> read(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return Optional.of(Provenance.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (ObjectMissing | MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Optional<Event> event(SessionRoot root, Provenance one) {
        try {
            Instant started = Instant.parse(one.started());
            return Optional.of(new Event(
                    Event.Kind.TASK,
                    started,
                    Duration.between(started, Instant.parse(one.finished())),
                    root.sessionName(),
                    one.role().wireName(),
                    one.worker(),
                    one.host(),
                    what(one),
                    "by " + one.program()
                            + (one.version().isEmpty() ? "" : " " + one.version())
                            + (one.run() == 0 ? "" : ", run " + one.run()),
                    1));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Of preproc its archive, of postprocess its summary, of the others what they made. */
    private static String what(Provenance one) {
        if (one.role() == Role.PREPROC) {
            Optional<String> archive = one.inputs().stream()
                    .map(source -> StorageKeys.baseName(source.name()))
                    .filter(name -> StorageKeys.parseArchive(name).isPresent())
                    .findFirst();
            if (archive.isPresent()) {
                return archive.get();
            }
        }
        return one.role() == Role.POSTPROCESS ? "summary.json" : one.artifact();
    }
}
