package symphony.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ForwardingStore;
import symphony.core.store.Publication;

/** A store behind a line that can be cut. */
final class FaultyStore extends ForwardingStore {
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
        super(behind);
    }

    @Override
    protected ArtifactStore reached() throws IOException {
        if (cut.get()) {
            throw new IOException("the line is cut");
        }
        return super.reached();
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
    public void download(String key, Path target) throws IOException {
        if (fullDisks.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IOException("cannot read " + key + ": No space left on device");
        }
        super.download(key, target);
        downloads.add(key);
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        if (key.endsWith(".zip")) {
            await(creations);
        }
        Publication answer = super.create(key, source);
        if (key.endsWith(".zip") && loseNextAnswer.compareAndSet(true, false)) {
            throw new IOException("the answer was lost");
        }
        return answer;
    }
}
