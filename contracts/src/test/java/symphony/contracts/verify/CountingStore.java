package symphony.contracts.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/** Notes what is asked of a store that is only read. */
final class CountingStore implements ArtifactStore {
    private final ArtifactStore store;
    private final Collection<String> listed = new ConcurrentLinkedQueue<>();
    private final Collection<String> opened = new ConcurrentLinkedQueue<>();

    CountingStore(ArtifactStore store) {
        this.store = store;
    }

    List<String> listed() {
        return List.copyOf(listed);
    }

    List<String> opened() {
        return List.copyOf(opened);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        listed.add(prefix);
        store.list(prefix, sink);
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return store.folders(prefix);
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        return store.find(key);
    }

    @Override
    public InputStream open(String key) throws IOException {
        opened.add(key);
        return store.open(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) throws IOException {
        return store.read(key, offset, length);
    }

    @Override
    public void download(String key, Path target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publication create(String key, Path source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publication create(String key, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean replace(String key, Path source, String seenVersion) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean replace(String key, byte[] content, String seenVersion) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String describe() {
        return store.describe();
    }

    @Override
    public void close() {}
}
