package symphony.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectKey;
import symphony.core.store.ObjectMissing;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/**
 * A store in a folder: the object {@code a/b.zip} is the file {@code a/b.zip} below the root. It may be shared by many
 * processes, and over a network file system by many machines, as far as that keeps hard links and file locks. Files put
 * there by hand are objects like others.
 *
 * <p>New content is written and made durable in the hidden folder {@code .symphony-tmp} in the root, which no listing
 * shows, and only then linked under its key; so a listing never shows half of a file, whatever dies when.
 *
 * <p>Symbolic links are followed when reading; nothing is written through a link that leaves the root. Where the file
 * system takes {@code A} and {@code a} for one name, they are one key. A key cannot lie below another.
 */
public final class LocalStore implements ArtifactStore {
    private final Path root;
    private final Publisher publisher;

    /** @param root the folder; made by the first creation where it is not there yet, and empty until then */
    public LocalStore(Path root) {
        this(root, Clock.systemUTC());
    }

    LocalStore(Path root, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.publisher = new Publisher(this.root, clock);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        ObjectKey.checkedPrefix(prefix);
        Path start = file(prefix.substring(0, Math.max(0, prefix.lastIndexOf('/'))));
        Listing.walk(root, start, prefix, sink);
    }

    @Override
    public void sizes(String prefix, SizeSink sink) throws IOException {
        wide(prefix).sizes(sink);
    }

    @Override
    public void names(String prefix, Consumer<String> sink) throws IOException {
        wide(prefix).names(sink);
    }

    private WideListing wide(String prefix) {
        ObjectKey.checkedPrefix(prefix);
        return new WideListing(root, file(prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')))), prefix);
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        ObjectKey.checkedFolder(prefix);
        return Listing.folders(root, file(prefix));
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        Path file = fileOf(key);
        return attributes(file).map(found -> describe(key, found));
    }

    @Override
    public InputStream open(String key) throws IOException {
        Path file = present(key);
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw lost(key, file, e);
        }
    }

    @Override
    public byte[] read(String key, long offset, int length) throws IOException {
        if (length < 0) {
            throw new IllegalArgumentException("a length of " + length);
        }
        Path file = present(key);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long from = offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, size - from));
            if (from > 0) {
                channel.position(from);
            }
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw lost(key, file, e);
        }
    }

    @Override
    public void download(String key, Path target) throws IOException {
        Path file = present(key);
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file lies in a folder");
        Files.createDirectories(folder);
        Path beside = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            try {
                Files.copy(file, beside);
            } catch (IOException e) {
                throw lost(key, file, e);
            }
            Files.move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        return publisher.create(key, fileOf(key), Content.of(source));
    }

    @Override
    public Publication create(String key, byte[] content) throws IOException {
        return publisher.create(key, fileOf(key), Content.of(content));
    }

    @Override
    public boolean replace(String key, Path source, String seenVersion) throws IOException {
        return publisher.replace(key, fileOf(key), Content.of(source), seenVersion);
    }

    @Override
    public boolean replace(String key, byte[] content, String seenVersion) throws IOException {
        return publisher.replace(key, fileOf(key), Content.of(content), seenVersion);
    }

    @Override
    public boolean remove(String key, String seenVersion) throws IOException {
        return publisher.remove(key, fileOf(key), seenVersion);
    }

    @Override
    public String describe() {
        return "folder " + root;
    }

    @Override
    public void close() {}

    static StoredObject describe(String key, BasicFileAttributes file) {
        return new StoredObject(key, file.size(), version(file));
    }

    /** Size and time alone would not tell two files that were written within one tick of the clock. */
    static String version(BasicFileAttributes file) {
        var time = file.lastModifiedTime().toInstant();
        return file.size() + "-" + time.getEpochSecond() + "." + time.getNano() + "-"
                + Objects.toString(file.fileKey(), "");
    }

    /** The attributes of a regular file; empty where there is none. */
    static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class))
                    .filter(BasicFileAttributes::isRegularFile);
        } catch (IOException e) {
            if (Trouble.isAbsence(file, e)) {
                return Optional.empty();
            }
            throw Trouble.with("read", file, e);
        }
    }

    private Path present(String key) throws IOException {
        Path file = fileOf(key);
        if (attributes(file).isEmpty()) {
            throw new ObjectMissing(key);
        }
        return file;
    }

    /** What to say of a file that was there a moment ago. */
    private static IOException lost(String key, Path file, IOException e) {
        return Trouble.isAbsence(file, e) ? new ObjectMissing(key) : Trouble.with("read", file, e);
    }

    private Path fileOf(String key) {
        ObjectKey.checked(key);
        if (Publisher.isHidden(key)) {
            throw new IllegalArgumentException(
                    "the key '" + key + "' lies in " + Publisher.HIDDEN + ", which is the store's own");
        }
        return file(key);
    }

    private Path file(String steps) {
        try {
            Path file = root.resolve(steps).normalize();
            if (!file.startsWith(root)) {
                throw new IllegalArgumentException("the key '" + steps + "' leads out of " + root);
            }
            return file;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the key '" + steps + "' cannot be the name of a file here: " + e.getReason()
                            + " (names beyond ASCII need a UTF-8 locale, for example LC_ALL=C.UTF-8)",
                    e);
        }
    }
}
