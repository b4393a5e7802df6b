package symphony.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import symphony.core.artifact.SessionRoot;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/** Whether a storage that is a folder takes what is written into it. */
final class StorageRoom {
    private final Path storage;

    StorageRoom(Path storage) {
        this.storage = storage;
    }

    /** Whether a session's results can be written. */
    Optional<Finding> notWritable(SessionRoot root) {
        Path folder = existing(storage.resolve(root.prefix()));
        boolean writable = Files.isDirectory(folder) && Files.isWritable(folder);
        return writable
                ? Optional.empty()
                : Optional.of(FindingCode.STORAGE_NOT_WRITABLE.at(
                        Place.of(root.prefix()),
                        folder + (Files.isDirectory(folder) ? " may not be written by you" : " is no folder"),
                        "give yourself and the workers the right to write there, or move away what is in the way"));
    }

    /** @param bytes of the archives whose frames are to be taken */
    Optional<Finding> spaceLow(long bytes) throws IOException {
        return spaceLow(bytes, Files.getFileStore(existing(storage)).getUsableSpace());
    }

    static Optional<Finding> spaceLow(long bytes, long free) {
        return free >= bytes
                ? Optional.empty()
                : Optional.of(FindingCode.STORAGE_SPACE_LOW.at(
                        Place.of("storage"),
                        "results may take as much as the archives, " + gigabytes(bytes) + ", and " + gigabytes(free)
                                + " are free",
                        "make room, or send fewer sessions at a time"));
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** The folder itself, or what there is of the way to it. */
    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath().normalize();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
