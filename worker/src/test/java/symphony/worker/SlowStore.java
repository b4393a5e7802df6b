package symphony.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ForwardingStore;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/**
 * A store as far away as one in a cloud: each call takes a round trip, and what is carried its share of a line that all calls
 * have in common.
 */
final class SlowStore extends ForwardingStore {
    private final long latencyMillis;
    private final double bytesASecond;
    private long lineFreeAt = System.nanoTime();

    SlowStore(ArtifactStore behind, long latencyMillis, double bytesASecond) {
        super(behind);
        this.latencyMillis = latencyMillis;
        this.bytesASecond = bytesASecond;
    }

    @Override
    protected ArtifactStore reached() throws IOException {
        return carrying(0);
    }

    private ArtifactStore carrying(long bytes) throws IOException {
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
        return super.reached();
    }

    private long size(String key) throws IOException {
        return super.reached().find(key).map(StoredObject::size).orElse(0L);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return carrying(size(key)).open(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) throws IOException {
        return carrying(length).read(key, offset, length);
    }

    @Override
    public void download(String key, Path target) throws IOException {
        carrying(size(key)).download(key, target);
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        return carrying(Files.size(source)).create(key, source);
    }

    @Override
    public Publication create(String key, byte[] content) throws IOException {
        return carrying(content.length).create(key, content);
    }

    @Override
    public boolean replace(String key, Path source, String seenVersion) throws IOException {
        return carrying(Files.size(source)).replace(key, source, seenVersion);
    }

    @Override
    public boolean replace(String key, byte[] content, String seenVersion) throws IOException {
        return carrying(content.length).replace(key, content, seenVersion);
    }
}
