package symphony.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import symphony.core.store.Publication;

/**
 * Puts content under its key, whole or not at all: written and synced under a name that no listing shows, then linked
 * (which replaces nothing) or, to replace, moved under a lock.
 */
final class Publisher {
    /** The store's own folder in the root. */
    static final String HIDDEN = ".symphony-tmp";

    private final Path root;
    private final Path hidden;
    private final Clock clock;
    private final StoreLock lock;
    private final AtomicBoolean swept = new AtomicBoolean();

    Publisher(Path root, Clock clock) {
        this.root = root;
        this.hidden = root.resolve(HIDDEN);
        this.clock = clock;
        this.lock = new StoreLock(hidden.resolve("lock"));
    }

    static boolean isHidden(String key) {
        return key.equals(HIDDEN) || key.startsWith(HIDDEN + "/");
    }

    Publication create(String key, Path target, Content content) throws IOException {
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return existing(key, target);
            }
            Path folder = Folders.make(root, parent(target));
            sweepOnce();
            return written(content, whole -> {
                Publication outcome = linked(whole, target);
                // also of a file that another made: it may not have got to this yet, and we are about to rely on it
                Folders.sync(folder);
                return outcome == Publication.EXISTS ? existing(key, target) : outcome;
            });
        } catch (IOException e) {
            throw failed(key, e);
        }
    }

    boolean replace(String key, Path target, Content content, String seenVersion) throws IOException {
        try {
            if (!isVersion(target, seenVersion)) {
                return false;
            }
            Path folder = Folders.make(root, parent(target));
            return written(
                    content,
                    whole -> lock.held(() -> {
                        if (!isVersion(target, seenVersion)) {
                            return false;
                        }
                        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
                        Folders.sync(folder);
                        return true;
                    }));
        } catch (IOException e) {
            throw failed(key, e);
        }
    }

    boolean remove(String key, Path target, String seenVersion) throws IOException {
        try {
            return isVersion(target, seenVersion)
                    && lock.held(() -> {
                        if (!isVersion(target, seenVersion)) {
                            return false;
                        }
                        Files.delete(target);
                        Folders.sync(parent(target));
                        return true;
                    });
        } catch (IOException e) {
            throw new IOException("cannot remove " + key + " in folder " + root + ": " + Trouble.reason(e), e);
        }
    }

    private interface Step<T> {
        T with(Path whole) throws IOException;
    }

    /** Does something with a file that holds all of the content, synced; what is left of it is removed afterwards. */
    private <T> T written(Content content, Step<T> step) throws IOException {
        Path temporary = Folders.make(root, hidden).resolve(UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                // the kernel's own time is coarse; this one tells versions apart that follow each other quickly
                Files.setLastModifiedTime(temporary, FileTime.from(clock.instant()));
                channel.force(true);
            }
            return step.with(temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Publication linked(Path whole, Path target) throws IOException {
        try {
            Files.createLink(target, whole);
            return Publication.CREATED;
        } catch (FileAlreadyExistsException e) {
            // over a network the answer to a link that was made may be lost, and the second try finds its own
            return Files.isSameFile(whole, target) ? Publication.CREATED : Publication.EXISTS;
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            return moved(whole, target);
        }
    }

    /** Where there are no hard links: all that publish here take turns, so nobody comes between look and move. */
    private Publication moved(Path whole, Path target) throws IOException {
        return lock.held(() -> {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return Publication.EXISTS;
            }
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
            return Publication.CREATED;
        });
    }

    private static Publication existing(String key, Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("a folder has the name " + key);
        }
        return Publication.EXISTS;
    }

    private static boolean isVersion(Path target, String version) throws IOException {
        Optional<String> found = LocalStore.attributes(target).map(LocalStore::version);
        return found.isPresent() && found.get().equals(version);
    }

    private void sweepOnce() throws IOException {
        if (Files.isDirectory(hidden) && swept.compareAndSet(false, true)) {
            Leftovers.remove(hidden, clock.instant());
        }
    }

    private IOException failed(String key, IOException e) {
        return new IOException("cannot publish " + key + " in folder " + root + ": " + Trouble.reason(e), e);
    }

    private static Path parent(Path target) {
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalStateException("a key is never the root itself: " + target);
        }
        return parent;
    }
}
