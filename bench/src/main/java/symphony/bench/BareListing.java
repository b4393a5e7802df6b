package symphony.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The least that any reader of a storage folder does: a program of its own that looks at every file's name and size, and
 * says how many there are and how large. One that reads too looks into archives and logs, their beginnings and ends.
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
        System.out.println(tally.files + " files, " + tally.bytes + " bytes, " + tally.read + " read");
    }

    private static final class Tally extends SimpleFileVisitor<Path> {
        private final boolean reads;
        private long files;
        private long bytes;
        private long read;

        Tally(boolean reads) {
            this.reads = reads;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            files++;
            bytes += attributes.size();
            if (reads) {
                read += FileEnds.read(file, HEAD, TAIL);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
