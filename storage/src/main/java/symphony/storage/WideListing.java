package symphony.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import symphony.core.store.ArtifactStore.SizeSink;
import symphony.core.store.ObjectKey;

/**
 * Lists a folder that may hold a million files: one thread reads the folder, others look at the files. Folders in it, of
 * which there are few, are walked as ever.
 */
final class WideListing {
    private static final int BATCH = 2048;
    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private static final int LINKS_OF_A_FOLDER_WITHOUT_FOLDERS = 2;

    private final Path root;
    private final Path folder;
    private final String prefix;
    private final String keyOfFolder;

    /** @param folder where the prefix's last slash leads */
    WideListing(Path root, Path folder, String prefix) {
        this.root = root;
        this.folder = folder;
        this.prefix = prefix;
        this.keyOfFolder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    }

    void sizes(SizeSink sink) throws IOException {
        if (Publisher.isHidden(folderName())) {
            return;
        }
        List<Path> folders = new ArrayList<>();
        // the reader itself looks at a batch where all others are busy, so no more than a few batches are ever held
        ThreadPoolExecutor lookers = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(THREADS), r -> new Thread(r, "look"));
        lookers.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
        Looks looks = new Looks(lookers, sink, folders);
        try {
            batches(looks::take);
            looks.await();
        } finally {
            lookers.shutdownNow();
        }
        for (Path below : folders) {
            Listing.sizes(root, below, prefix, sink);
        }
    }

    void names(Consumer<String> sink) throws IOException {
        if (Publisher.isHidden(folderName())) {
            return;
        }
        if (!holdsNoFolder()) {
            sizes((key, size) -> sink.accept(key));
            return;
        }
        batches(batch -> batch.forEach(file -> key(file).ifPresent(sink)));
    }

    private String folderName() {
        return keyOfFolder.isEmpty() ? "" : keyOfFolder.substring(0, keyOfFolder.length() - 1);
    }

    /**
     * Most Unix file systems count a folder's own entry, its dot, and the double dot of each folder in it as links; where
     * another count is kept nothing is concluded from it.
     */
    private boolean holdsNoFolder() {
        try {
            return Files.getAttribute(folder, "unix:nlink") instanceof Integer links
                    && links == LINKS_OF_A_FOLDER_WITHOUT_FOLDERS;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private interface Batches {
        void take(List<Path> batch) throws IOException;
    }

    private void batches(Batches sink) throws IOException {
        List<Path> batch = new ArrayList<>(BATCH);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                batch.add(file);
                if (batch.size() == BATCH) {
                    sink.take(batch);
                    batch = new ArrayList<>(BATCH);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Trouble.with("list", folder, e.getCause() == null ? new IOException(e) : e.getCause());
        } catch (IOException e) {
            if (Trouble.isAbsence(folder, e)) {
                return;
            }
            throw Trouble.with("list", folder, e);
        }
        sink.take(batch);
    }

    private Optional<String> key(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        String key = keyOfFolder + name;
        return key.startsWith(prefix) && ObjectKey.isStep(name) && !Publisher.isHidden(key)
                ? Optional.of(key)
                : Optional.empty();
    }

    /** Looks at files in the background and tells of them, one batch at a time. */
    private final class Looks {
        private final ThreadPoolExecutor lookers;
        private final SizeSink sink;
        private final List<Path> folders;
        private final List<Future<?>> running = new ArrayList<>();

        Looks(ThreadPoolExecutor lookers, SizeSink sink, List<Path> folders) {
            this.lookers = lookers;
            this.sink = sink;
            this.folders = folders;
        }

        void take(List<Path> batch) throws IOException {
            if (running.size() > 4 * THREADS) {
                await();
            }
            running.add(lookers.submit(() -> {
                look(batch);
                return null;
            }));
        }

        private void look(List<Path> batch) throws IOException {
            String[] keys = new String[batch.size()];
            long[] sizes = new long[batch.size()];
            int count = 0;
            for (Path file : batch) {
                Optional<String> key = key(file);
                if (key.isEmpty()) {
                    continue;
                }
                BasicFileAttributes found = attributes(file);
                if (found == null) {
                    continue;
                }
                if (found.isDirectory()) {
                    synchronized (folders) {
                        folders.add(file);
                    }
                } else if (found.isRegularFile()) {
                    keys[count] = key.get();
                    sizes[count++] = found.size();
                }
            }
            synchronized (sink) {
                for (int i = 0; i < count; i++) {
                    sink.object(keys[i], sizes[i]);
                }
            }
        }

        void await() throws IOException {
            try {
                for (var one : running) {
                    one.get();
                }
                running.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while listing " + folder, e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException fault) {
                    throw fault;
                }
                throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
            }
        }
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, new LinkOption[0]);
        } catch (IOException e) {
            if (e instanceof FileSystemLoopException || Trouble.isAbsence(file, e)) {
                return null;
            }
            throw Trouble.with("list", file, e);
        }
    }
}
