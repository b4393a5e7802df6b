package symphony.vision.process;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import symphony.vision.BadData;

/** Reads a CSV whose columns are found by name; everything wrong is told with file and line. */
public final class Table {
    /** Takes one line. */
    public interface Line {
        void take(Row row);
    }

    /** One line with its place. */
    public static final class Row {
        private final CSVRecord line;
        private final String where;

        private Row(CSVRecord line, String where) {
            this.line = line;
            this.where = where;
        }

        public String text(String column) {
            return line.isSet(column) ? line.get(column) : "";
        }

        /** A finite number; NaN where the column is empty or lacking. */
        public double optional(String column) {
            return text(column).isEmpty() ? Double.NaN : number(column);
        }

        public double number(String column) {
            try {
                double value = Double.parseDouble(text(column));
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw wrong(column + " must be a number, found '" + text(column) + "'");
            }
            throw wrong(column + " must be a finite number, found '" + text(column) + "'");
        }

        public long whole(String column) {
            try {
                return Long.parseLong(text(column));
            } catch (NumberFormatException e) {
                throw wrong(column + " must be a whole number, found '" + text(column) + "'");
            }
        }

        public BadData wrong(String message) {
            return new BadData(where + ": " + message);
        }
    }

    private Table() {}

    /** @throws BadData naming file and line */
    public static void read(String text, String where, List<String> columns, Line each) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CSVParser csv = CSVParser.parse(new StringReader(plain), format)) {
            for (String column : columns) {
                if (!csv.getHeaderMap().containsKey(column)) {
                    throw new BadData(where + ":1: no column '" + column + "'; the columns are " + columns);
                }
            }
            for (CSVRecord line : csv) {
                each.take(new Row(line, where + ":" + csv.getCurrentLineNumber()));
            }
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw new BadData(where + ": " + e.getMessage());
        }
    }
}
