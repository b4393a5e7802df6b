package symphony.redis.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a workspace's server: a shared lock of the operating system on one file while it is used, and an exclusive one
 * on another while it is started or shut down. A crash leaves no lock behind.
 *
 * <p>The operating system counts its locks by process, and closing any channel of a file gives up all of them. So a
 * process has one of these a workspace, and counts its users: the map is the process's state as the locks are.
 */
final class UseLock {
    private static final Map<Path, UseLock> OF_THIS_PROCESS = new HashMap<>();

    private final Path folder;
    private final ReentrantLock starting = new ReentrantLock();
    private int users;
    private @Nullable FileChannel useChannel;
    private @Nullable FileLock use;

    private UseLock(Path folder) {
        this.folder = folder;
    }

    /** @param folder its real path */
    static UseLock of(Path folder) {
        synchronized (OF_THIS_PROCESS) {
            return OF_THIS_PROCESS.computeIfAbsent(folder, UseLock::new);
        }
    }

    /** What is done with the server while nobody else starts or ends it. */
    interface Step<T> {
        T run() throws IOException;
    }

    /** Runs a step alone, and stays a user if it succeeds. */
    <T> T enter(Step<T> step) throws IOException {
        return alone(() -> {
            if (users == 0) {
                useChannel = channel("use.lock");
                use = useChannel.lock(0, 1, true);
            }
            users++;
            try {
                return step.run();
            } catch (IOException | RuntimeException e) {
                leave();
                throw e;
            }
        });
    }

    /** Is a user no more; runs the step, alone, if nobody else is one. */
    void exit(Step<Boolean> ifLast) throws IOException {
        alone(() -> {
            if (!leave()) {
                return false;
            }
            try (FileChannel channel = channel("use.lock");
                    FileLock last = channel.tryLock()) {
                return last != null && ifLast.run();
            }
        });
    }

    private boolean leave() throws IOException {
        users--;
        if (users > 0) {
            return false;
        }
        if (use != null && useChannel != null) {
            use.release();
            useChannel.close();
        }
        return true;
    }

    private <T> T alone(Step<T> step) throws IOException {
        starting.lock();
        try (FileChannel channel = channel("start.lock")) {
            // Closing the channel gives the lock up.
            channel.lock();
            return step.run();
        } finally {
            starting.unlock();
        }
    }

    private FileChannel channel(String name) throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
