package symphony.core.scan;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.StorageKeys;

/**
 * Fills the column {@code filename} of a log, a line at a time: a log may be of any length. A cell that holds no archive's
 * name, blank or the name of an older version, is lacking. All other fields stay as they are, those beyond the header too.
 * The texts are bytes, each a character (ISO 8859-1), so that no encoding is lost.
 */
public final class LogFileNames {
    private static final String COLUMN = "filename";
    private static final String NUMBER = "frame_number";
    private static final String MARK = "\u00EF\u00BB\u00BF"; // of UTF-8, as some editors put it before the text
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(true)
            .setRecordSeparator("\n")
            .get();

    /**
     * What a log lacks.
     *
     * @param lacking lines without an archive's name
     * @param rising whether the frame numbers rise from line to line, so that none comes twice
     */
    public record Lack(long lines, long lacking, boolean rising) {}

    /**
     * What became of the lines that lacked a name.
     *
     * @param unknown whose frame is in no archive, or in several
     */
    public record Filled(long filled, long unknown) {}

    private final List<String> header;

    private LogFileNames(List<String> header) {
        this.header = header;
    }

    /**
     * Counts what there is to fill.
     *
     * @param where the file's name for messages
     * @throws MalformedFile where it is no log
     */
    public static Lack lack(Reader log, String where) throws IOException {
        long lines = 0;
        long lacking = 0;
        boolean rising = true;
        long last = Long.MIN_VALUE;
        try (CSVParser csv = CSVParser.parse(log, FORMAT)) {
            Iterator<CSVRecord> records = csv.iterator();
            LogFileNames names = of(first(records), where);
            while (records.hasNext()) {
                List<String> line = records.next().toList();
                lines++;
                lacking += names.isLacking(line) ? 1 : 0;
                OptionalLong number = names.number(line);
                rising &= number.isEmpty() || number.getAsLong() > last;
                last = number.orElse(last);
            }
        } catch (UncheckedIOException e) {
            throw fault(e, where);
        }
        return new Lack(lines, lacking, rising);
    }

    /** Copies the log, filling what is lacking. */
    public static Filled fill(Reader log, String where, FrameArchives archives, Writer out) throws IOException {
        long filled = 0;
        long unknown = 0;
        try (CSVParser csv = CSVParser.parse(log, FORMAT)) {
            Iterator<CSVRecord> records = csv.iterator();
            List<String> first = first(records);
            LogFileNames names = of(first, where);
            String end = "\r\n".equals(csv.getFirstEndOfLine()) ? "\r\n" : "\n";
            CSVFormat copied = FORMAT.builder().setRecordSeparator(end).get();
            copied.printRecord(out, names.named(first, COLUMN).toArray());
            while (records.hasNext()) {
                List<String> line = records.next().toList();
                String name = names.field(line, COLUMN);
                if (names.isLacking(line)) {
                    Optional<ArchiveName> archive = names.archive(line, archives);
                    filled += archive.isPresent() ? 1 : 0;
                    unknown += archive.isPresent() ? 0 : 1;
                    name = archive.map(ArchiveName::fileName).orElse(name);
                }
                copied.printRecord(out, names.named(line, name).toArray());
            }
        } catch (UncheckedIOException e) {
            throw fault(e, where);
        }
        return new Filled(filled, unknown);
    }

    private static List<String> first(Iterator<CSVRecord> records) {
        return records.hasNext() ? records.next().toList() : List.of();
    }

    private static LogFileNames of(List<String> first, String where) {
        List<String> header = first.stream()
                .map(c -> (c.startsWith(MARK) ? c.substring(MARK.length()) : c).strip())
                .toList();
        if (!header.contains(NUMBER)) {
            throw new MalformedFile(where + ":1: the log has no column '" + NUMBER + "'");
        }
        return new LogFileNames(header);
    }

    private boolean isLacking(List<String> line) {
        return StorageKeys.parseArchive(StorageKeys.baseName(field(line, COLUMN).strip()))
                .isEmpty();
    }

    private OptionalLong number(List<String> line) {
        String text = field(line, NUMBER).strip();
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private OptionalDouble time(List<String> line) {
        try {
            return OptionalDouble.of(CameraLog.time(field(line, "timestamp").strip()));
        } catch (NumberFormatException | DateTimeParseException e) {
            return OptionalDouble.empty(); // a line of no time is one whose archive is not known
        }
    }

    private Optional<ArchiveName> archive(List<String> line, FrameArchives archives) {
        OptionalLong number = number(line);
        return number.isPresent() ? archives.of(number.getAsLong(), () -> time(line)) : Optional.empty();
    }

    /** Empty where the log has no such column, or the line is too short for it. */
    private String field(List<String> line, String column) {
        int at = header.indexOf(column);
        return at >= 0 && at < line.size() ? line.get(at) : "";
    }

    /** The line with this in the column; one that the log lacks comes behind those that its header names. */
    private List<String> named(List<String> line, String name) {
        List<String> fields = new ArrayList<>(line);
        int at = header.indexOf(COLUMN);
        int column = at < 0 ? header.size() : at;
        while (fields.size() < column) {
            fields.add("");
        }
        if (at < 0 || at == fields.size()) {
            fields.add(column, name);
        } else {
            fields.set(column, name);
        }
        return fields;
    }

    /** A storage that fails says nothing about the file. */
    private static IOException fault(UncheckedIOException e, String where) {
        if (e.getCause() instanceof CSVException malformed) {
            throw new MalformedFile(where + ": not CSV: " + malformed.getMessage());
        }
        return Objects.requireNonNull(e.getCause());
    }
}
