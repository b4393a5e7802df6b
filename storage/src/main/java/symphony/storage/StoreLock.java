package symphony.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** One holder at a time, over all processes that use the store. It is held for a look and a move, never while copying. */
final class StoreLock {
    private static final int PAUSE_MS = 2;

    private final Path file;
    private final ReentrantLock here = new ReentrantLock();

    StoreLock(Path file) {
        this.file = file;
    }

    interface Held<T> {
        T run() throws IOException;
    }

    <T> T held(Held<T> action) throws IOException {
        boolean interrupted = false;
        here.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Not left halfway when interrupted: closing this channel would free the other holder's lock with it, as
            // POSIX has it. The lock is held for milliseconds.
            while (!tryLock(channel)) {
                interrupted |= pause();
            }
            return action.run(); // closing the channel gives the lock back
        } finally {
            here.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False where another store object of this process holds it: the system cannot wait for one's own process. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.lock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
