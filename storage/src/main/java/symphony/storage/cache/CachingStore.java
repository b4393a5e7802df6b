package symphony.storage.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import symphony.core.artifact.Checksum;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ForwardingStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;

/**
 * A store whose downloads of what many tasks share, models and camera logs, are kept on this machine. Which version is the
 * present one is asked each time; its content is fetched once. All else goes to the store behind.
 */
public final class CachingStore extends ForwardingStore {
    private final FileCache cache;
    private final long limit;
    private final Predicate<String> shared;

    /**
     * @param folder of the cache; all processes of a machine may use one
     * @param limit bytes that it may take
     * @param shared the keys whose objects are worth keeping
     */
    public CachingStore(ArtifactStore behind, Path folder, long limit, Predicate<String> shared) {
        super(behind);
        this.cache = new FileCache(folder, limit);
        this.limit = limit;
        this.shared = shared;
    }

    @Override
    public void download(String key, Path target) throws IOException {
        if (!shared.test(key)) {
            super.download(key, target);
            return;
        }
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        StoredObject present = find(key).orElseThrow(() -> new ObjectMissing(key));
        if (present.size() > limit) {
            super.download(key, target);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file lies in a folder"));
        try {
            cache.copy(id(present), file -> super.download(key, file), target);
        } catch (ObjectMissing e) {
            throw e;
        } catch (IOException e) {
            super.download(key, target); // where the disk of the cache is full or the store at fault, this says so
        }
    }

    private String id(StoredObject object) {
        String what = describe() + "\n" + object.key() + "\n" + object.version();
        return Checksum.of(what.getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 32);
    }
}
