package symphony.contracts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectKey;
import symphony.core.store.ObjectMissing;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/** A store without a disk. Beside the port it lets a test play the hand that puts and removes files. */
public final class InMemoryArtifactStore implements ArtifactStore {
    /** The bytes are never written to once they are here. */
    private static final class Content {
        private final byte[] bytes;
        private final String version;

        Content(byte[] bytes, String version) {
            this.bytes = bytes;
            this.version = version;
        }
    }

    private final ConcurrentNavigableMap<String, Content> objects = new ConcurrentSkipListMap<>();
    private final AtomicLong versions = new AtomicLong();

    /** Puts an object there by hand, over whatever was there. */
    public void put(String key, byte[] content) {
        objects.put(ObjectKey.checked(key), next(content));
    }

    /** Removes an object by hand, whatever its version. */
    public boolean remove(String key) {
        return objects.remove(key) != null;
    }

    /** All content under a key. */
    public byte[] content(String key) throws ObjectMissing {
        return held(key).bytes.clone();
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) {
        ObjectKey.checkedPrefix(prefix);
        for (var entry : objects.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                return;
            }
            sink.accept(describe(entry.getKey(), entry.getValue()));
        }
    }

    @Override
    public List<String> folders(String prefix) {
        ObjectKey.checkedFolder(prefix);
        NavigableMap<String, Content> below = objects.tailMap(prefix, true);
        return below.keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(rest -> rest.indexOf('/') > 0)
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(ObjectKey.checked(key))).map(content -> describe(key, content));
    }

    @Override
    public InputStream open(String key) throws ObjectMissing {
        return new ByteArrayInputStream(held(key).bytes);
    }

    @Override
    public byte[] read(String key, long offset, int length) throws ObjectMissing {
        byte[] bytes = held(key).bytes;
        if (length < 0) {
            throw new IllegalArgumentException("a length of " + length);
        }
        long from = offset < 0 ? Math.max(0, bytes.length + offset) : Math.min(offset, bytes.length);
        return Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + length));
    }

    @Override
    public void download(String key, Path target) throws IOException {
        byte[] bytes = held(key).bytes;
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(target, bytes, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        return create(key, Files.readAllBytes(source));
    }

    @Override
    public Publication create(String key, byte[] content) {
        return objects.putIfAbsent(ObjectKey.checked(key), next(content)) == null
                ? Publication.CREATED
                : Publication.EXISTS;
    }

    @Override
    public boolean replace(String key, Path source, String seenVersion) throws IOException {
        return replace(key, Files.readAllBytes(source), seenVersion);
    }

    @Override
    public boolean replace(String key, byte[] content, String seenVersion) {
        AtomicBoolean replaced = new AtomicBoolean();
        objects.computeIfPresent(ObjectKey.checked(key), (k, held) -> {
            boolean same = held.version.equals(seenVersion);
            replaced.set(same);
            return same ? next(content) : held;
        });
        return replaced.get();
    }

    @Override
    public boolean remove(String key, String seenVersion) {
        AtomicBoolean removed = new AtomicBoolean();
        objects.computeIfPresent(ObjectKey.checked(key), (k, held) -> {
            removed.set(held.version.equals(seenVersion));
            return removed.get() ? null : held;
        });
        return removed.get();
    }

    @Override
    public String describe() {
        return "memory";
    }

    @Override
    public void close() {}

    private Content next(byte[] content) {
        return new Content(content.clone(), Long.toString(versions.incrementAndGet()));
    }

    private Content held(String key) throws ObjectMissing {
        Content content = objects.get(ObjectKey.checked(key));
        if (content == null) {
            throw new ObjectMissing(key);
        }
        return content;
    }

    private static StoredObject describe(String key, Content content) {
        return new StoredObject(key, content.bytes.length, content.version);
    }
}
