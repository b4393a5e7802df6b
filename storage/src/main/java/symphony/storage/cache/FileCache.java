package symphony.storage.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import symphony.core.artifact.Checksum;

/**
 * Files that all processes of a machine share, by an id. A file's name ends with the checksum of its content, and each
 * copy is held against that: one that a disk has spoilt is fetched again. Beyond the limit those that were read longest
 * ago go. A process that dies leaves nothing but a part file, which the next tidying removes.
 */
final class FileCache {
    private static final String LOCK = ".lock";
    private static final String PART = ".part";
    private static final long PART_LIVES_MS = 24 * 60 * 60 * 1_000L;

    private final Path folder;
    private final long limit;
    private final Map<String, Object> turns = new ConcurrentHashMap<>();

    /** Makes the content at a path that does not exist yet. */
    interface Fetch {
        void to(Path file) throws IOException;
    }

    /** @param limit bytes that all files together may take */
    FileCache(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * Copies a file out, and fetches it first where it is not there yet. Of several that ask for one at a time, in this
     * process or in others, one fetches.
     *
     * @param id a file's name
     * @param target does not exist; neither does it where this throws
     */
    void copy(String id, Fetch fetch, Path target) throws IOException {
        if (copied(id, target)) {
            return;
        }
        Files.createDirectories(folder);
        synchronized (turns.computeIfAbsent(id, i -> new Object())) { // a process may hold a file's lock only once
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(id + LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !copied(id, target)) {
                    take(id, fetch);
                    if (!copied(id, target)) {
                        throw new IOException("the cache in " + folder + " does not keep what is put into it");
                    }
                }
            }
        }
    }

    private void take(String id, Fetch fetch) throws IOException {
        Path fresh = folder.resolve(id + "." + UUID.randomUUID() + PART);
        try {
            fetch.to(fresh);
            tidy(Files.size(fresh));
            Files.move(fresh, folder.resolve(id + "~" + Checksum.of(fresh).sha256()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private boolean copied(String id, Path target) throws IOException {
        Optional<Path> kept = kept(id);
        if (kept.isEmpty()) {
            return false;
        }
        Checksum.Summing sum = new Checksum.Summing();
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            Files.copy(kept.get(), new Both(out, sum));
        } catch (FileAlreadyExistsException e) {
            throw e; // not ours to touch
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(target); // tidied away meanwhile
            return false;
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
        if (!kept.get().getFileName().toString().endsWith("~" + sum.checksum().sha256())) {
            Files.delete(target);
            Files.deleteIfExists(kept.get());
            return false;
        }
        touch(kept.get());
        return true;
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            return; // it counts as read longer ago
        }
    }

    private Optional<Path> kept(String id) throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().startsWith(id + "~"))
                .findFirst();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private record Kept(Path file, long size, FileTime read) {
        boolean isLeftOver() {
            return System.currentTimeMillis() - read.toMillis() > PART_LIVES_MS;
        }
    }

    private static Optional<Kept> look(Path file) throws IOException {
        try {
            return Optional.of(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // another process tidies too
        }
    }

    /** Makes room for so many bytes more. */
    private void tidy(long more) throws IOException {
        List<Kept> all = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.contains("~")) {
                look(file).ifPresent(all::add);
            } else if (name.endsWith(PART)) {
                look(file)
                        .filter(Kept::isLeftOver)
                        .ifPresent(left -> left.file().toFile().delete());
            }
        }
        all.sort(Comparator.comparing(Kept::read));
        long bytes = more + all.stream().mapToLong(Kept::size).sum();
        for (Kept oldest : all) {
            if (bytes <= limit) {
                return;
            }
            Files.deleteIfExists(oldest.file());
            bytes -= oldest.size();
        }
    }

    /** Writes to two at once. */
    private static final class Both extends OutputStream {
        private final OutputStream one;
        private final OutputStream other;

        Both(OutputStream one, OutputStream other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public void write(int value) throws IOException {
            one.write(value);
            other.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            one.write(bytes, from, length);
            other.write(bytes, from, length);
        }
    }
}
