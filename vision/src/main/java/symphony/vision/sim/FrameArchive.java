package symphony.vision.sim;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes one archive of frames. It stands under its name only once it is whole. */
final class FrameArchive implements AutoCloseable {
    private final Path target;
    private final Path unfinished;
    private final TarArchiveOutputStream tar;

    FrameArchive(Path target) throws IOException {
        this.target = target;
        this.unfinished = target.resolveSibling("." + target.getFileName() + ".tmp");
        GzipParameters stored = new GzipParameters();
        // JPEGs do not shrink any more
        stored.setCompressionLevel(Deflater.NO_COMPRESSION);
        this.tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(
                new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16), stored));
    }

    void add(long frame, byte[] jpeg, long epochMillis) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(frame + ".jpg");
        entry.setSize(jpeg.length);
        entry.setModTime(epochMillis / 1000 * 1000);
        tar.putArchiveEntry(entry);
        tar.write(jpeg);
        tar.closeArchiveEntry();
    }

    void finish() throws IOException {
        tar.close();
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes away what was not finished. */
    @Override
    public void close() throws IOException {
        try {
            tar.close();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
