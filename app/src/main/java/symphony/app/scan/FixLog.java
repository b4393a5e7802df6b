package symphony.app.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import symphony.app.UserError;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Checksum;
import symphony.core.scan.RenameRecord;
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
    private static final String COLUMN = "filename";

    /**
     * @param lines of the log
     * @param filled that had no file name and have one now
     * @param unknown frames that no archive holds, or several do
     * @param problems archives that cannot be read to their end, in words
     */
    public record Result(String key, int lines, int filled, int unknown, List<String> problems, boolean written) {
        public boolean isNeeded() {
            return filled > 0;
        }
    }

    private final ArtifactStore store;

    public FixLog(ArtifactStore store) {
        this.store = store;
    }

    /** @param progress told of each archive before it is read */
    public Result run(StoredScan scan, String camera, boolean dryRun, Consumer<ArchiveName> progress)
            throws IOException {
        StoredObject log = scan.logs().get(camera);
        if (log == null) {
            throw UserError.failed("camera " + camera + " of scan " + scan.scanId() + " has no log; symphony scan show "
                    + scan.scanId() + " tells what there is");
        }
        byte[] original;
        try (InputStream in = store.open(log.key())) {
            original = in.readAllBytes();
        }
        List<Map<String, String>> lines = new ArrayList<>();
        List<String> header = read(log.key(), original, lines);
        long lacking =
                lines.stream().filter(l -> l.getOrDefault(COLUMN, "").isEmpty()).count();
        if (lacking == 0) {
            return new Result(log.key(), lines.size(), 0, 0, List.of(), false);
        }
        List<String> problems = new ArrayList<>();
        Map<Long, List<ArchiveName>> frames = frames(scan, camera, problems, progress);
        int filled = 0;
        int unknown = 0;
        for (Map<String, String> line : lines) {
            if (line.getOrDefault(COLUMN, "").isEmpty()) {
                List<ArchiveName> holding = holding(frames.getOrDefault(number(line), List.of()), line);
                if (holding.size() == 1) {
                    line.put(COLUMN, holding.get(0).fileName());
                    filled++;
                } else {
                    unknown++;
                }
            }
        }
        boolean written = filled > 0 && !dryRun;
        if (written) {
            replace(scan, log, original, written(header, lines));
        }
        return new Result(log.key(), lines.size(), filled, unknown, problems, written);
    }

    /** Where numbers begin anew in each archive, the one of the frame's minute. */
    private static List<ArchiveName> holding(List<ArchiveName> archives, Map<String, String> line) {
        String time = line.getOrDefault("timestamp", "").strip();
        if (archives.size() < 2 || !time.matches("[0-9]{1,12}(\\.[0-9]*)?")) {
            return archives;
        }
        long minute = (long) (Double.parseDouble(time) / 60) % (24 * 60);
        return archives.stream()
                .filter(a -> a.hour() * 60 + a.minute() == minute)
                .toList();
    }

    private static long number(Map<String, String> line) {
        String text = line.getOrDefault("frame_number", "").strip();
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static List<String> read(String key, byte[] content, List<Map<String, String>> lines) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser csv =
                CSVParser.parse(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text), format)) {
            List<String> header =
                    csv.getHeaderNames().stream().map(String::strip).toList();
            if (!header.contains("frame_number")) {
                throw UserError.failed(key + ":1: the log has no column 'frame_number'");
            }
            for (CSVRecord record : csv) {
                Map<String, String> line = new HashMap<>();
                for (int i = 0; i < header.size() && i < record.size(); i++) {
                    line.put(header.get(i), record.get(i));
                }
                lines.add(line);
            }
            return header;
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw UserError.failed(key + ": not CSV: " + e.getMessage());
        }
    }

    private Map<Long, List<ArchiveName>> frames(
            StoredScan scan, String camera, List<String> problems, Consumer<ArchiveName> progress) throws IOException {
        Map<Long, List<ArchiveName>> frames = new TreeMap<>();
        for (ArchiveName archive : scan.archivesOf(camera)) {
            progress.accept(archive);
            StoredObject object = scan.archives().get(archive);
            if (object == null) {
                continue;
            }
            try (InputStream in = store.open(object.key())) {
                FrameArchive.numbers(archive.fileName(), in)
                        .forEach(n -> frames.computeIfAbsent(n, k -> new ArrayList<>(1))
                                .add(archive));
            } catch (BadData e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return frames;
    }

    private static byte[] written(List<String> header, List<Map<String, String>> lines) {
        List<String> columns = new ArrayList<>(header);
        if (!columns.contains(COLUMN)) {
            columns.add(COLUMN);
        }
        StringBuilder out = new StringBuilder();
        out.append(CSVFormat.DEFAULT.format(columns.toArray())).append('\n');
        for (Map<String, String> line : lines) {
            Object[] fields =
                    columns.stream().map(c -> line.getOrDefault(c, "")).toArray();
            out.append(CSVFormat.DEFAULT.format(fields)).append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void replace(StoredScan scan, StoredObject log, byte[] original, byte[] corrected) throws IOException {
        Checksum sum = Checksum.of(original);
        String name = log.key().substring(scan.prefix().length());
        store.create(scan.prefix() + RenameRecord.OWN + "logs/" + name + "~" + sum.sha256(), original);
        if (!store.replace(log.key(), corrected, log.version())) {
            throw UserError.failed(log.key() + " changed since it was read; nothing was replaced, run it again");
        }
    }
}
