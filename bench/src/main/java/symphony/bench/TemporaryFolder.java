package symphony.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder that is gone with all that lies in it when it is closed, or when the process is told to end. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final Thread leaving = new Thread(this::delete, "temporary-folder");

    private TemporaryFolder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(leaving);
    }

    public static TemporaryFolder create(String name) throws IOException {
        return create(name, null);
    }

    /** @param in the folder it is made in; null is the system's temporary folder */
    public static TemporaryFolder create(String name, @Nullable Path in) throws IOException {
        return new TemporaryFolder(in == null ? Files.createTempDirectory(name) : Files.createTempDirectory(in, name));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(leaving);
        } catch (IllegalStateException endingAlready) {
            // then the hook finds nothing left to do
        }
    }

    private void delete() {
        delete(path);
    }

    /** Removes a folder, file by file as they are met: there may be millions. One that is gone already is no fault. */
    public static void delete(Path path) {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
