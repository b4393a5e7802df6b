package symphony.app.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.MalformedFile;
import symphony.core.registry.GeoPoint;

/** Reads {@code summary.vines.csv}, a line a vine, as it comes; columns are found by name. */
final class VinesTable {
    private static final List<String> NEEDED = List.of("row", "vine", "visible_clusters");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,20})?");

    private VinesTable() {}

    /**
     * @param where the file's name for messages
     * @return whether it is such a table; one of somebody else's columns is not read
     * @throws MalformedFile naming file and line
     */
    static boolean read(InputStream in, String where, CountedVine.Sink sink) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .get();
        long line = 1;
        try (CSVParser csv = CSVParser.builder()
                .setReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .setFormat(format)
                .get()) {
            if (!csv.getHeaderNames().containsAll(NEEDED)) {
                return false;
            }
            for (CSVRecord record : csv) {
                line = csv.getCurrentLineNumber();
                sink.vine(vine(record));
            }
            return true;
        } catch (MalformedFile e) {
            throw new MalformedFile(where + ":" + line + ": " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CSVException nonsense
                    ? new MalformedFile(where + ": " + nonsense.getMessage())
                    : e;
        } catch (IllegalArgumentException e) {
            throw new MalformedFile(where + ":1: " + e.getMessage()); // a column that stands twice
        }
    }

    private static CountedVine vine(CSVRecord record) {
        return new CountedVine(
                Optional.ofNullable(whole(record, "row")).orElse(0),
                Optional.ofNullable(whole(record, "vine")).orElse(0),
                whole(record, "visible_clusters"),
                whole(record, "dir1"),
                whole(record, "dir2"),
                decimal(record, "coverage"),
                decimal(record, "along_m"),
                place(record));
    }

    private static @Nullable GeoPoint place(CSVRecord record) {
        BigDecimal longitude = decimal(record, "longitude");
        BigDecimal latitude = decimal(record, "latitude");
        return longitude == null || latitude == null
                ? null
                : new GeoPoint(longitude.doubleValue(), latitude.doubleValue());
    }

    private static @Nullable Integer whole(CSVRecord record, String column) {
        return text(record, column, WHOLE).map(Integer::valueOf).orElse(null);
    }

    private static @Nullable BigDecimal decimal(CSVRecord record, String column) {
        return text(record, column, DECIMAL).map(BigDecimal::new).orElse(null);
    }

    private static Optional<String> text(CSVRecord record, String column, Pattern form) {
        if (!record.isSet(column) || record.get(column).isEmpty()) {
            return Optional.empty();
        }
        String text = record.get(column);
        if (!form.matcher(text).matches()) {
            throw new MalformedFile("column '" + column + "' holds '" + text + "', which is no such number");
        }
        return Optional.of(text);
    }
}
