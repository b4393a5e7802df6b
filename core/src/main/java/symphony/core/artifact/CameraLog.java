package symphony.core.artifact;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The log of one camera: one line a frame, in the order of the file.
 *
 * @param hasFileNames whether the log says which archive holds each frame; old logs do not
 */
public record CameraLog(List<Frame> frames, boolean hasFileNames) {
    /** Without any of these columns a log is none. */
    public static final List<String> COLUMNS = List.of("frame_number", "timestamp", "latitude", "longitude");

    /**
     * @param number {@code frame_number}; the frame's file in its archive is {@code {number}.jpg}
     * @param timestamp seconds since 1970 UTC
     * @param latitude degrees WGS 84, or NaN where the log has no fix
     * @param longitude degrees WGS 84, or NaN where the log has no fix
     * @param archive the archive that holds the frame, where the log says so; a name of an older version says nothing
     */
    public record Frame(
            long number, double timestamp, double latitude, double longitude, Optional<ArchiveName> archive) {
        /** Whether there is a position: both coordinates, in range, and not the 0,0 that receivers report without one. */
        public boolean hasFix() {
            return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude != 0 || longitude != 0);
        }
    }

    public CameraLog {
        frames = List.copyOf(frames);
    }

    /**
     * Reads a log; columns are found by name, unknown ones are passed over. An empty coordinate is a missing fix.
     *
     * @param where the file's name for messages
     * @throws MalformedFile naming file and line
     * @throws IOException where the reader fails
     */
    public static CameraLog parse(Reader reader, String where) throws IOException {
        List<Frame> frames = new ArrayList<>();
        boolean named = read(reader, where, frames::add);
        return new CameraLog(frames, named);
    }

    /**
     * The same, a frame at a time: a log may be of any length.
     *
     * @return whether the log says which archive holds each frame
     */
    public static boolean read(Reader reader, String where, Consumer<Frame> frames) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser csv = CSVParser.parse(withoutMark(reader), format)) {
            Map<String, Integer> header = csv.getHeaderMap();
            for (String column : COLUMNS) {
                if (!header.containsKey(column)) {
                    throw new MalformedFile(where + ":1: no column '" + column + "'");
                }
            }
            boolean hasNames = header.containsKey("filename");
            String fileName = "";
            Optional<ArchiveName> archive = Optional.empty();
            for (CSVRecord line : csv) {
                String named = hasNames && line.isSet("filename") ? line.get("filename") : "";
                if (!named.equals(fileName)) { // it changes once a minute
                    fileName = named;
                    archive = StorageKeys.parseArchive(StorageKeys.baseName(named));
                }
                frames.accept(frame(line, archive, where, csv.getCurrentLineNumber()));
            }
            return hasNames;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException encoding) {
                throw encoding;
            }
            throw new MalformedFile(where + ": " + e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new MalformedFile(where + ": " + e.getMessage());
        }
    }

    /** Some editors put a mark before UTF-8. */
    private static Reader withoutMark(Reader reader) throws IOException {
        PushbackReader text = new PushbackReader(reader);
        int first = text.read();
        if (first >= 0 && first != '\uFEFF') {
            text.unread(first);
        }
        return text;
    }

    private static Frame frame(CSVRecord line, Optional<ArchiveName> archive, String where, long number) {
        if (line.size() < 4) {
            throw new MalformedFile(where + ":" + number + ": cut short, " + line.size() + " fields");
        }
        try {
            return new Frame(
                    Long.parseLong(line.get("frame_number")),
                    time(line.get("timestamp")),
                    coordinate(line.get("latitude")),
                    coordinate(line.get("longitude")),
                    archive);
        } catch (NumberFormatException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new MalformedFile(where + ":" + number + ": " + e.getMessage());
        }
    }

    /**
     * Reads a time as logs write it: seconds since 1970, or ISO 8601, in UTC where it names no zone.
     *
     * @return seconds since 1970 UTC
     * @throws NumberFormatException where the text is no time
     * @throws DateTimeParseException where the text is no time
     */
    public static double time(String text) {
        if (text.indexOf('T') < 0 && text.indexOf(':') < 0) {
            double seconds = Double.parseDouble(text);
            if (!Double.isFinite(seconds)) {
                throw new NumberFormatException("'" + text + "' is no time");
            }
            return seconds;
        }
        String iso = text.replace(' ', 'T');
        Instant instant = iso.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})$")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() + instant.getNano() * 1e-9;
    }

    private static double coordinate(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
