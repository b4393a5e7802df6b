package symphony.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** A file for a person, written whole or not at all; what stood there is replaced. */
public record WholeFile(Path file) {
    /** Fills a file that is there already, and empty. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path file) throws IOException;
    }

    public void write(Filling filling) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        if (!Files.isDirectory(folder)) {
            throw UserError.failed("there is no folder " + folder);
        }
        // not by createTempFile, whose files nobody but their owner can read
        Path part = Files.createFile(folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part"));
        try {
            filling.fill(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            move(part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void move(Path part) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
