package symphony.storage.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectKey;
import symphony.core.store.ObjectMissing;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;
import symphony.storage.remote.ObjectService.Condition;
import symphony.storage.remote.ObjectService.Head;
import symphony.storage.remote.ObjectService.Item;
import symphony.storage.remote.ObjectService.Page;

/**
 * A store on an object service. Publication is one conditional write: the service lets one of several win. Each write
 * carries a mark of its own, so that a refusal of our own write, whose first answer was lost, is told from another's. It
 * also carries the {@link TransferSum} of the content, which every full read is held against.
 *
 * <p>Objects that came by other means carry none; their length is held against the service's word alone.
 */
public final class RemoteStore implements ArtifactStore {
    /** In lower case, without hyphens: Azure's metadata has no others. */
    private static final String MARK = "symphonywrite";

    private static final String SUM = "symphonysum";

    private final ObjectService service;
    private final String prefix;
    private final TransferSizes sizes;
    private final Parallel parallel;

    RemoteStore(ObjectService service, String prefix, TransferSizes sizes) {
        this.service = service;
        this.prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        this.sizes = sizes;
        this.parallel = new Parallel(sizes.atATime());
    }

    @Override
    public void list(String keyPrefix, Consumer<StoredObject> sink) throws IOException {
        ObjectKey.checkedPrefix(keyPrefix);
        Pages.each(from -> service.list(prefix + keyPrefix, false, from), page -> page.objects()
                .forEach(item -> shown(item, sink)));
    }

    /** Names that other tools made and that are no keys here, folder markers among them, are not shown. */
    private void shown(Item item, Consumer<StoredObject> sink) {
        String key = item.name().substring(prefix.length());
        if (ObjectKey.isKey(key)) {
            sink.accept(new StoredObject(key, item.size(), item.version()));
        }
    }

    @Override
    public List<String> folders(String keyPrefix) throws IOException {
        ObjectKey.checkedFolder(keyPrefix);
        String start = prefix + keyPrefix;
        TreeSet<String> names = new TreeSet<>();
        Optional<String> from = Optional.empty();
        do {
            Page page = service.list(start, true, from);
            page.folders().stream()
                    .map(f -> f.substring(start.length(), f.length() - 1))
                    .filter(ObjectKey::isStep)
                    .forEach(names::add);
            from = page.next();
        } while (from.isPresent());
        return List.copyOf(names);
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        return service.head(name(key)).map(head -> new StoredObject(key, head.size(), head.version()));
    }

    @Override
    public InputStream open(String key) throws IOException {
        Head head = present(key);
        return new ResumedStream(
                service,
                key,
                name(key),
                head.version(),
                0,
                head.size(),
                Optional.ofNullable(head.metadata().get(SUM)));
    }

    @Override
    public byte[] read(String key, long offset, int length) throws IOException {
        if (length < 0) {
            throw new IllegalArgumentException("a length of " + length);
        }
        Head head = present(key);
        long from = offset < 0 ? Math.max(0, head.size() + offset) : Math.min(offset, head.size());
        long available = Math.min(length, head.size() - from);
        try (InputStream in = range(key, head, from, available)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void download(String key, Path target) throws IOException {
        Head head = present(key);
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file lies in a folder");
        Files.createDirectories(folder);
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path beside = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            String got = fetch(key, head, beside).hex();
            if (!head.metadata().getOrDefault(SUM, got).equals(got)) {
                throw new IOException(key + " arrived with another checksum than it was sent with");
            }
            Files.move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private TransferSum fetch(String key, Head head, Path target) throws IOException {
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long part = sizes.partOf(head.size());
            if (head.size() <= part) {
                return copy(key, head, 0, head.size(), file);
            }
            List<Callable<TransferSum>> ranges = new ArrayList<>();
            for (long from = 0; from < head.size(); from += part) {
                long start = from;
                long length = Math.min(part, head.size() - from);
                ranges.add(() -> copy(key, head, start, length, file));
            }
            return parallel.all(ranges).stream().reduce(TransferSum.NOTHING, TransferSum::then);
        }
    }

    /** Summed while the bytes are at hand: to read them again would take as long as to fetch them. */
    private TransferSum copy(String key, Head head, long from, long length, FileChannel file) throws IOException {
        TransferSum.Summing sum = new TransferSum.Summing();
        byte[] bytes = new byte[1 << 16];
        long at = from;
        try (InputStream in = range(key, head, from, length)) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                sum.take(bytes, 0, n);
                ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, n);
                while (buffer.hasRemaining()) {
                    at += file.write(buffer, at);
                }
            }
        }
        return sum.sum();
    }

    private InputStream range(String key, Head head, long from, long length) {
        return new ResumedStream(service, key, name(key), head.version(), from, length, Optional.empty());
    }

    @Override
    public Publication create(String key, Path source) throws IOException {
        return create(key, Upload.of(source));
    }

    @Override
    public Publication create(String key, byte[] content) throws IOException {
        return create(key, Upload.of(content));
    }

    private Publication create(String key, Upload content) throws IOException {
        return published(name(key), content, Condition.ABSENT) ? Publication.CREATED : Publication.EXISTS;
    }

    @Override
    public boolean replace(String key, Path source, String seenVersion) throws IOException {
        return isTold(key, seenVersion) && published(name(key), Upload.of(source), Condition.present(seenVersion));
    }

    @Override
    public boolean replace(String key, byte[] content, String seenVersion) throws IOException {
        return isTold(key, seenVersion) && published(name(key), Upload.of(content), Condition.present(seenVersion));
    }

    /**
     * Whether an object can be held to the version that was seen. Some servers know none of a file that was laid into their
     * folder by hand; nothing can be asked of one then but that it goes.
     *
     * @return false where it has gone, or has a version by now
     * @throws IOException that names the remedy, where it still has none
     */
    private boolean isTold(String key, String seenVersion) throws IOException {
        if (!seenVersion.equals(ObjectService.NO_VERSION)) {
            return true;
        }
        Optional<Head> head = service.head(name(key));
        if (head.isPresent() && head.get().version().equals(ObjectService.NO_VERSION)) {
            throw new IOException("cannot replace " + name(key) + " in " + service.describe()
                    + ": the service tells no version (ETag) of it, so that another's work could be lost; delete it by the"
                    + " service's own tools, then it is made again");
        }
        return false;
    }

    private boolean published(String name, Upload content, Condition condition) throws IOException {
        String mark = UUID.randomUUID().toString();
        List<Upload.Part> parts = content.size() <= sizes.single()
                ? List.of(content.part(0, content.size()))
                : content.parts(sizes.partOf(content.size()), parallel);
        TransferSum sum = parts.stream().map(Upload.Part::sum).reduce(TransferSum.NOTHING, TransferSum::then);
        Map<String, String> metadata = Map.of(MARK, mark, SUM, sum.hex());
        try {
            if (parts.size() == 1) {
                service.put(name, content, condition, metadata);
            } else {
                service.putInParts(name, content, parts, parallel, condition, metadata);
            }
            return true;
        } catch (IOException e) {
            if (carries(name, mark)) {
                return true; // the answer was lost, or was of a second try
            }
            if (e instanceof ConditionRefused) {
                return false;
            }
            throw e;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Amazon and Azure compare the version as they delete; what speaks like S3 may not, and then of several at once more
     * than one may be told that it was theirs.
     */
    @Override
    public boolean remove(String key, String seenVersion) throws IOException {
        String name = name(key);
        if (!isTold(key, seenVersion)
                || service.head(name)
                        .filter(h -> h.version().equals(seenVersion))
                        .isEmpty()) {
            return false;
        }
        try {
            service.delete(name, seenVersion);
            return true;
        } catch (ConditionRefused e) {
            return false;
        } catch (IOException e) {
            if (service.head(name).isEmpty()) {
                return true; // the answer was lost
            }
            throw e;
        }
    }

    /** Whether the container keeps former versions of what is replaced or removed; asked of an object that is there. */
    public boolean keepsFormerVersions(String key) throws IOException {
        return present(key).former();
    }

    private boolean carries(String name, String mark) throws IOException {
        return service.head(name)
                .filter(head -> mark.equals(head.metadata().get(MARK)))
                .isPresent();
    }

    private Head present(String key) throws IOException {
        return service.head(name(key)).orElseThrow(() -> new ObjectMissing(key));
    }

    private String name(String key) {
        return prefix + ObjectKey.checked(key);
    }

    @Override
    public String describe() {
        return service.describe() + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    @Override
    public void close() {
        parallel.close();
        service.close();
    }
}
