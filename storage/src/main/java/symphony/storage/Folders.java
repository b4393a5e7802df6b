package symphony.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes folders inside a root, durably. */
final class Folders {
    private Folders() {}

    /**
     * Makes the folder and those above it, and returns it.
     *
     * @throws IOException also where a symbolic link on the way leads out of the root
     */
    static Path make(Path root, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path above = folder.getParent();
            if (above != null && !Files.isDirectory(above)) {
                make(root, above);
            }
            checkInside(root, folder.equals(root) ? null : above);
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder)) {
                    throw new IOException(folder + " is a file, and must be a folder", e);
                }
            }
            if (above != null) {
                sync(above);
            }
        }
        checkInside(root, folder);
        return folder;
    }

    private static void checkInside(Path root, @org.jspecify.annotations.Nullable Path folder) throws IOException {
        if (folder != null && folder.startsWith(root) && !folder.toRealPath().startsWith(root.toRealPath())) {
            throw new IOException(
                    folder + " leads out of " + root + " through a symbolic link; nothing is written there");
        }
    }

    /**
     * Makes the entries of a folder survive a power cut. Windows cannot open a folder and some network file systems
     * refuse the sync; there an entry is as durable as they make it by themselves.
     */
    static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // see above
        }
    }
}
