package symphony.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that any reader of a storage folder does: a program of its own that looks at every file's name and size, and
 * says how many there are and how large. One that reads too looks into archives and logs, their beginnings and ends, on
 * all cores.
 */
public final class BareListing {
    /** Enough for several tar headers in the worst compression. */
    private static final int HEAD = 8_192;

    private static final int TAIL = 4;

    private BareListing() {}

    /**
     * Walks a folder.
     *
     * @param args the folder, and {@code --read} to look into files
     */
    public static void main(String[] args) throws IOException {
        boolean reads = args.length > 1 && args[1].equals("--read");
        Tally tally = new Tally(reads);
        Files.walkFileTree(Path.of(args[0]), tally);
        long read = tally.kept.parallelStream().mapToLong(BareListing::ends).sum();
        System.out.println(tally.files + " files, " + tally.bytes + " bytes, " + read + " read");
    }

    private static long ends(Path file) {
        try {
            return FileEnds.read(file, HEAD, TAIL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Tally extends SimpleFileVisitor<Path> {
        private final boolean keeps;
        private final List<Path> kept = new ArrayList<>();
        private long files;
        private long bytes;

        Tally(boolean keeps) {
            this.keeps = keeps;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.size();
            if (keeps) {
                kept.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
