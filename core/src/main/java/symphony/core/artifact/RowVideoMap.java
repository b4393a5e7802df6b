package symphony.core.artifact;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The row video map, {@code rvm.csv}: which seconds of which archive show which row. What a session expects follows from
 * it alone.
 */
public record RowVideoMap(List<RowPart> parts) {
    private static final List<String> COLUMNS =
            List.of("rows", "direction", "part", "of", "file", "start", "end", "pass", "varietal", "scanid");

    public RowVideoMap {
        parts = List.copyOf(parts);
        Map<PartName, RowPart> seen = new HashMap<>(parts.size() * 2);
        for (RowPart p : parts) {
            if (seen.put(p.name(), p) != null) {
                throw new MalformedFile("the row video map names " + p.name() + " twice");
            }
        }
    }

    /** How many row parts the session expects. */
    public int size() {
        return parts.size();
    }

    /** The archives in which any row is seen, each with its parts, ordered by archive name. */
    public SortedMap<ArchiveName, List<RowPart>> byArchive() {
        SortedMap<ArchiveName, List<RowPart>> map = new TreeMap<>();
        for (RowPart p : parts) {
            map.computeIfAbsent(p.name().archive(), a -> new ArrayList<>()).add(p);
        }
        return map;
    }

    public Optional<RowPart> find(PartName name) {
        return parts.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * Reads {@code rvm.csv}; columns are found by name, others are passed over.
     *
     * @param where the file's name for messages
     * @throws MalformedFile naming file and line
     */
    public static RowVideoMap parse(String text, String where) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        Map<PartName, Long> lines = new LinkedHashMap<>();
        List<RowPart> parts = new ArrayList<>();
        try (CSVParser csv = CSVParser.parse(new StringReader(withoutMark(text)), format)) {
            for (String column : COLUMNS) {
                if (!csv.getHeaderMap().containsKey(column)) {
                    throw new MalformedFile(where + ":1: no column '" + column + "'");
                }
            }
            for (CSVRecord line : csv) {
                RowPart part = part(line, where + ":" + csv.getCurrentLineNumber());
                Long before = lines.putIfAbsent(part.name(), csv.getCurrentLineNumber());
                if (before != null) {
                    throw new MalformedFile(where + ":" + csv.getCurrentLineNumber() + ": part " + part.name()
                            + " stands already on line " + before);
                }
                parts.add(part);
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw new MalformedFile(where + ": " + e.getMessage());
        }
        if (parts.isEmpty()) {
            throw new MalformedFile(where + ": holds no row part");
        }
        return new RowVideoMap(parts);
    }

    /** Writes {@code rvm.csv}, lines in the order of the parts. */
    public String format() {
        StringBuilder out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (RowPart p : parts) {
            PartName n = p.name();
            out.append(n.row()).append(',').append(n.direction().wireName()).append(',');
            out.append(n.part())
                    .append(',')
                    .append(n.of())
                    .append(',')
                    .append(n.archive().fileName())
                    .append(',');
            out.append(seconds(p.start()))
                    .append(',')
                    .append(seconds(p.end()))
                    .append(',')
                    .append(p.pass())
                    .append(',');
            out.append(quoted(p.varietal()))
                    .append(',')
                    .append(n.archive().scanId())
                    .append('\n');
        }
        return out.toString();
    }

    private static RowPart part(CSVRecord line, String where) {
        if (!line.isConsistent()) {
            throw new MalformedFile(where + ": " + line.size() + " fields, fewer or more than the header names");
        }
        ArchiveName archive = StorageKeys.parseArchive(StorageKeys.baseName(line.get("file")))
                .orElseThrow(() -> new MalformedFile(where + ": '" + line.get("file") + "' is no archive's name"));
        if (!line.get("scanid").equals(archive.scanId())) {
            throw new MalformedFile(where + ": file " + archive + " is not of scan '" + line.get("scanid") + "'");
        }
        Direction direction =
                switch (line.get("direction")) {
                    case "dir1" -> Direction.DIR1;
                    case "dir2" -> Direction.DIR2;
                    default ->
                        throw new MalformedFile(
                                where + ": direction must be dir1 or dir2, found '" + line.get("direction") + "'");
                };
        try {
            return new RowPart(
                    new PartName(
                            archive,
                            whole(line, "rows", where),
                            direction,
                            whole(line, "part", where),
                            whole(line, "of", where)),
                    number(line, "start", where),
                    number(line, "end", where),
                    whole(line, "pass", where),
                    line.get("varietal"));
        } catch (IllegalArgumentException e) {
            throw new MalformedFile(where + ": " + e.getMessage());
        }
    }

    private static int whole(CSVRecord line, String column, String where) {
        String text = line.get(column);
        if (!text.matches("[0-9]{1,6}")) {
            throw new MalformedFile(where + ": " + column + " must be a whole number, found '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static double number(CSVRecord line, String column, String where) {
        String text = line.get(column);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new MalformedFile(where + ": " + column + " must be seconds, found '" + text + "'");
        }
    }

    private static String seconds(double s) {
        BigDecimal value =
                BigDecimal.valueOf(s).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return value.toPlainString();
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
