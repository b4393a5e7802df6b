package symphony.app.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.MalformedFile;
import symphony.core.scan.FrameArchives;
import symphony.core.scan.LogFileNames;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.vision.BadData;
import symphony.vision.preproc.FrameArchive;

/**
 * Fills a log's column {@code filename} from the frame numbers in the camera's archives. The log as it was is kept under
 * {@code .symphony/logs/}; the corrected one replaces only the version that was read.
 */
public final class FixLog {
    /**
     * @param log its key
     * @param lines of the log
     * @param filled that had no archive's name and have one now, or would have
     * @param unknown whose frame is in no archive, or in several
     * @param problems why it could not be filled, or not whole: in words
     */
    public record Result(String log, long lines, long filled, long unknown, List<String> problems, boolean written) {
        public Result {
            problems = List.copyOf(problems);
        }

        public boolean isWhole() {
            return unknown == 0 && problems.isEmpty();
        }
    }

    private final ArtifactStore store;
    private final Path scratch;

    /** @param scratch a folder for a log on its way */
    public FixLog(ArtifactStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** @param progress told of each file before it is read */
    public Result run(StoredScan scan, String camera, boolean dryRun, Consumer<String> progress) throws IOException {
        StoredObject log = scan.logs().get(camera);
        if (log == null) {
            return failed(
                    "camera " + camera,
                    "there is no log; symphony scan show " + scan.clientId() + "/" + scan.scanId()
                            + " tells what there is");
        }
        progress.accept(log.key());
        Path original = scratch.resolve(camera + ".csv");
        Path corrected = scratch.resolve(camera + "-corrected.csv");
        try {
            store.download(log.key(), original);
            return filled(scan, camera, log, original, corrected, dryRun, progress);
        } catch (MalformedFile e) {
            return failed(log.key(), e.getMessage());
        } finally {
            Files.deleteIfExists(original);
            Files.deleteIfExists(corrected);
        }
    }

    private static Result failed(String log, String problem) {
        return new Result(log, 0, 0, 0, List.of(problem), false);
    }

    private Result filled(
            StoredScan scan,
            String camera,
            StoredObject log,
            Path original,
            Path corrected,
            boolean dryRun,
            Consumer<String> progress)
            throws IOException {
        LogFileNames.Lack lack;
        try (Reader in = bytes(original)) {
            lack = LogFileNames.lack(in, log.key());
        }
        if (lack.lacking() == 0) {
            return new Result(log.key(), lack.lines(), 0, 0, List.of(), false);
        }
        List<String> problems = new ArrayList<>();
        FrameArchives archives = archives(scan, camera, problems, progress);
        if (!lack.rising()) {
            archives.numbersMayComeTwice();
        }
        LogFileNames.Filled filled;
        try (Reader in = bytes(original);
                Writer out = Files.newBufferedWriter(corrected, StandardCharsets.ISO_8859_1)) {
            filled = LogFileNames.fill(in, log.key(), archives, out);
        }
        boolean written = filled.filled() > 0 && !dryRun && replace(scan, log, original, corrected);
        if (filled.filled() > 0 && !dryRun && !written) {
            problems.add(log.key() + " changed since it was read; nothing was replaced, run it again");
        }
        return new Result(log.key(), lack.lines(), filled.filled(), filled.unknown(), problems, written);
    }

    /** A character a byte: whatever encoding the log is in, it comes out as it went in. */
    private static Reader bytes(Path file) throws IOException {
        return Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
    }

    private FrameArchives archives(StoredScan scan, String camera, List<String> problems, Consumer<String> progress)
            throws IOException {
        FrameArchives archives = new FrameArchives();
        for (ArchiveName archive : scan.archivesOf(camera)) {
            progress.accept(archive.fileName());
            try (InputStream in = store.open(scan.prefix() + archive.fileName())) {
                archives.add(
                        archive,
                        FrameArchive.numbers(archive.fileName(), in).stream().mapToLong(Long::longValue));
            } catch (BadData e) {
                archives.numbersMayComeTwice(); // it may have held them too
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return archives;
    }

    private boolean replace(StoredScan scan, StoredObject log, Path original, Path corrected) throws IOException {
        String name = log.key().substring(scan.prefix().length());
        store.create(scan.keptLog(name, Checksum.of(original).sha256()), original);
        return store.replace(log.key(), corrected, log.version());
    }
}
