package symphony.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/** A store behind a line that can be cut. */
final class FaultyStore implements ArtifactStore {
    private final ArtifactStore behind;
    final AtomicBoolean cut = new AtomicBoolean();
    /** The object is published and the answer lost. */
    final AtomicBoolean loseNextAnswer = new AtomicBoolean();
    /** What is downloaded finds the local disk full, so often. */
    final AtomicInteger fullDisks = new AtomicInteger();
    /** Keys that were asked for, in order. */
    final List<String> downloads = new CopyOnWriteArrayList<>();
    /** Zips are created once this is open. */
    volatile CountDownLatch creations = new CountDownLatch(0);

    FaultyStore(ArtifactStore behind) {
        this.behind = behind;
    }

    private ArtifactStore reached() throws IOException {
        if (cut.get()) {
            throw new IOException("the line is cut");
        }
        return behind;
    }

    private static void await(CountDownLatch open) throws IOException {
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        reached().list(prefix, sink);
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return reached().folders(prefix);
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        return reached().find(key);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return reached().open(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) throws IOException {
        return reached().read(key, offset, length);
    }

    @Override
    public void download(String key, Path target) throws IOException {
        if (fullDisks.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IOException("cannot read " + key + ": No space left on device");
        }
        reached().download(key, target);
        downloads.add(key);
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        if (key.endsWith(".zip")) {
            await(creations);
        }
        Publication answer = reached().create(key, source);
        if (key.endsWith(".zip") && loseNextAnswer.compareAndSet(true, false)) {
            throw new IOException("the answer was lost");
        }
        return answer;
    }

    @Override
    public Publication create(String key, byte[] content) throws IOException {
        return reached().create(key, content);
    }

    @Override
    public boolean replace(String key, Path source, String seenVersion) throws IOException {
        return reached().replace(key, source, seenVersion);
    }

    @Override
    public boolean replace(String key, byte[] content, String seenVersion) throws IOException {
        return reached().replace(key, content, seenVersion);
    }

    @Override
    public String describe() {
        return behind.describe();
    }

    @Override
    public void close() {
        behind.close();
    }
}
