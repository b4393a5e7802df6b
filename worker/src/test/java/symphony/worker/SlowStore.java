package symphony.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/**
 * A store as far away as one in a cloud: each call takes a round trip, and what is carried its share of a line that all calls
 * have in common.
 */
final class SlowStore implements ArtifactStore {
    private final ArtifactStore behind;
    private final long latencyMillis;
    private final double bytesASecond;
    private long lineFreeAt = System.nanoTime();

    SlowStore(ArtifactStore behind, long latencyMillis, double bytesASecond) {
        this.behind = behind;
        this.latencyMillis = latencyMillis;
        this.bytesASecond = bytesASecond;
    }

    private ArtifactStore reached(long bytes) throws IOException {
        long until;
        synchronized (this) {
            lineFreeAt = Math.max(System.nanoTime(), lineFreeAt) + (long) (bytes / bytesASecond * 1e9);
            until = lineFreeAt;
        }
        try {
            Thread.sleep(latencyMillis + Math.max(0, until - System.nanoTime()) / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return behind;
    }

    private long size(String key) throws IOException {
        return behind.find(key).map(StoredObject::size).orElse(0L);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        reached(0).list(prefix, sink);
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return reached(0).folders(prefix);
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        return reached(0).find(key);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return reached(size(key)).open(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) throws IOException {
        return reached(length).read(key, offset, length);
    }

    @Override
    public void download(String key, Path target) throws IOException {
        reached(size(key)).download(key, target);
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        return reached(Files.size(source)).create(key, source);
    }

    @Override
    public Publication create(String key, byte[] content) throws IOException {
        return reached(content.length).create(key, content);
    }

    @Override
    public boolean replace(String key, Path source, String seenVersion) throws IOException {
        return reached(Files.size(source)).replace(key, source, seenVersion);
    }

    @Override
    public boolean replace(String key, byte[] content, String seenVersion) throws IOException {
        return reached(content.length).replace(key, content, seenVersion);
    }

    @Override
    public String describe() {
        return behind.describe() + ", far away";
    }

    @Override
    public void close() {
        behind.close();
    }
}
