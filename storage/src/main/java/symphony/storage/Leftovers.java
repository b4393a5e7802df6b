package symphony.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What processes that died in the middle of a publication left behind. */
final class Leftovers {
    /** Nobody writes at one file for so long without its time moving on. */
    private static final Duration AGE = Duration.ofDays(1);

    private Leftovers() {}

    static void remove(Path hidden, Instant now) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(hidden, "*.part")) {
            for (Path part : parts) {
                try {
                    if (Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(AGE))) {
                        Files.deleteIfExists(part);
                    }
                } catch (NoSuchFileException e) {
                    // another sweeps too
                }
            }
        }
    }
}
