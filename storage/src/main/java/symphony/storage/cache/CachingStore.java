package symphony.storage.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import symphony.core.artifact.Checksum;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/**
 * A store whose downloads of what many tasks share, models and camera logs, are kept on this machine. Which version is the
 * present one is asked each time; its content is fetched once. All else goes to the store behind.
 */
public final class CachingStore implements ArtifactStore {
    private final ArtifactStore behind;
    private final FileCache cache;
    private final long limit;
    private final Predicate<String> shared;

    /**
     * @param folder of the cache; all processes of a machine may use one
     * @param limit bytes that it may take
     * @param shared the keys whose objects are worth keeping
     */
    public CachingStore(ArtifactStore behind, Path folder, long limit, Predicate<String> shared) {
        this.behind = behind;
        this.cache = new FileCache(folder, limit);
        this.limit = limit;
        this.shared = shared;
    }

    @Override
    public void download(String key, Path target) throws IOException {
        if (!shared.test(key)) {
            behind.download(key, target);
            return;
        }
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        StoredObject present = behind.find(key).orElseThrow(() -> new ObjectMissing(key));
        if (present.size() > limit) {
            behind.download(key, target);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file lies in a folder"));
        try {
            cache.copy(id(present), file -> behind.download(key, file), target);
        } catch (ObjectMissing e) {
            throw e;
        } catch (IOException e) {
            behind.download(key, target); // where the disk of the cache is full or the store at fault, this says so
        }
    }

    private String id(StoredObject object) {
        String what = behind.describe() + "\n" + object.key() + "\n" + object.version();
        return Checksum.of(what.getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 32);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        behind.list(prefix, sink);
    }

    @Override
    public void sizes(String prefix, SizeSink sink) throws IOException {
        behind.sizes(prefix, sink);
    }

    @Override
    public void names(String prefix, Consumer<String> sink) throws IOException {
        behind.names(prefix, sink);
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return behind.folders(prefix);
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        return behind.find(key);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return behind.open(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) throws IOException {
        return behind.read(key, offset, length);
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        return behind.create(key, source);
    }

    @Override
    public Publication create(String key, byte[] content) throws IOException {
        return behind.create(key, content);
    }

    @Override
    public boolean replace(String key, Path source, String seenVersion) throws IOException {
        return behind.replace(key, source, seenVersion);
    }

    @Override
    public boolean replace(String key, byte[] content, String seenVersion) throws IOException {
        return behind.replace(key, content, seenVersion);
    }

    @Override
    public boolean remove(String key, String seenVersion) throws IOException {
        return behind.remove(key, seenVersion);
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
