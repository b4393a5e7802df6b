package symphony.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands every call on to another store; for those that keep, count, wait or fail on the way. */
public abstract class ForwardingStore implements ArtifactStore {
    private final ArtifactStore behind;

    protected ForwardingStore(ArtifactStore behind) {
        this.behind = behind;
    }

    /** The other store, on the way of each call: the place to fail or to wait. */
    protected ArtifactStore reached() throws IOException {
        return behind;
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        reached().list(prefix, sink);
    }

    @Override
    public void sizes(String prefix, SizeSink sink) throws IOException {
        reached().sizes(prefix, sink);
    }

    @Override
    public void names(String prefix, Consumer<String> sink) throws IOException {
        reached().names(prefix, sink);
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
        reached().download(key, target);
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        return reached().create(key, source);
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
    public boolean remove(String key, String seenVersion) throws IOException {
        return reached().remove(key, seenVersion);
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
