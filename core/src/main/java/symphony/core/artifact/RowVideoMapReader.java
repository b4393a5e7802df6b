package symphony.core.artifact;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** The form of {@code rvm.csv}, both ways. */
final class RowVideoMapReader {
    private static final List<String> COLUMNS =
            List.of("rows", "direction", "part", "of", "file", "start", "end", "pass", "varietal", "scanid");
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** Beyond so many digits a fraction is left to the general parser: a long and this power of ten are exact doubles. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final CsvLines csv;
    private final String where;
    private final int[] column = new int[COLUMNS.size()];
    private final NameReader name = new NameReader();
    private final RowVideoMap map = new RowVideoMap();
    private long[] lines = new long[16];
    private String varietal = "";

    RowVideoMapReader(Reader in, String where) {
        this.csv = new CsvLines(in);
        this.where = where;
    }

    RowVideoMap read() throws IOException {
        try {
            int width = header();
            while (csv.next()) {
                if (csv.fields() != width) {
                    throw wrong(csv.fields() + " fields, fewer or more than the header names");
                }
                add();
            }
        } catch (MalformedFile e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(where) ? e : wrong(message);
        }
        if (map.size() == 0) {
            throw new MalformedFile(where + ": holds no row part");
        }
        return map;
    }

    static String format(List<RowPart> parts) {
        StringBuilder out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (RowPart p : parts) {
            PartName n = p.name();
            out.append(n.row()).append(',').append(n.direction().wireName()).append(',');
            out.append(n.part()).append(',').append(n.of()).append(',');
            out.append(n.archive().fileName()).append(',');
            out.append(seconds(p.start())).append(',').append(seconds(p.end())).append(',');
            out.append(p.pass()).append(',').append(quoted(p.varietal())).append(',');
            out.append(n.archive().scanId()).append('\n');
        }
        return out.toString();
    }

    /** Finds the columns. @return how many there are */
    private int header() throws IOException {
        Arrays.fill(column, -1);
        if (csv.next()) {
            for (int i = 0; i < csv.fields(); i++) {
                String title = csv.field(i);
                if (i == 0 && !title.isEmpty() && title.charAt(0) == BYTE_ORDER_MARK) {
                    title = title.substring(1);
                }
                int known = COLUMNS.indexOf(title);
                if (known >= 0 && column[known] >= 0) {
                    throw new MalformedFile(where + ":1: the column '" + title + "' stands twice");
                }
                if (known >= 0) {
                    column[known] = i;
                }
            }
        }
        for (int i = 0; i < column.length; i++) {
            if (column[i] < 0) {
                throw new MalformedFile(where + ":1: no column '" + COLUMNS.get(i) + "'");
            }
        }
        return csv.fields();
    }

    private void add() {
        int file = column[4];
        int from = csv.from(file);
        for (int i = csv.to(file) - 1; i >= from; i--) {
            if (csv.text().charAt(i) == '/' || csv.text().charAt(i) == '\\') {
                from = i + 1;
            }
        }
        if (!name.archiveFile(csv.text(), from, csv.to(file))) {
            throw wrong("'" + csv.field(file) + "' is no archive's name");
        }
        if (!csv.is(column[9], csv.text().subSequence(from, from + 16).toString())) {
            throw wrong("file " + name.archiveName() + " is not of scan '" + csv.field(column[9]) + "'");
        }
        int direction = csv.is(column[1], "dir1") ? 1 : csv.is(column[1], "dir2") ? 2 : 0;
        if (direction == 0) {
            throw wrong("direction must be dir1 or dir2, found '" + csv.field(column[1]) + "'");
        }
        int row = whole(0);
        int part = whole(2);
        int of = whole(3);
        double start = seconds(5);
        double end = seconds(6);
        int pass = whole(7);
        if (!csv.is(column[8], varietal)) {
            varietal = csv.field(column[8]);
        }
        if (row < 1 || part < 1 || part > of || !(start >= 0) || !(end >= start) || !Double.isFinite(end)) {
            throw refused(row, direction, part, of, start, end);
        }
        long side = NameReader.sideCode(row, direction, part, of);
        int added = map.names().add(name.scan(), name.cameraMinute(), side);
        if (added < 0) {
            throw wrong("part " + map.name(-1 - added) + " stands already on line " + lines[-1 - added]);
        }
        if (added == lines.length) {
            lines = Arrays.copyOf(lines, added * 2);
        }
        lines[added] = csv.line();
        map.put(added, start, end, pass, varietal);
    }

    /** What the values themselves say against being so. */
    private MalformedFile refused(int row, int direction, int part, int of, double start, double end) {
        try {
            PartName of1 = new PartName(name.archiveName(), row, Direction.ofNumber(direction), part, of);
            return wrong(new RowPart(of1, start, end, 1, "") + " cannot be");
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()));
        }
    }

    private int whole(int wanted) {
        int field = column[wanted];
        int value = 0;
        int digits = csv.to(field) - csv.from(field);
        for (int i = csv.from(field); i < csv.to(field); i++) {
            int digit = csv.text().charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                digits = 0;
                break;
            }
            value = value * 10 + digit;
            if (value > 999_999) {
                digits = 0;
                break;
            }
        }
        if (digits < 1 || digits > 6) {
            throw wrong(COLUMNS.get(wanted) + " must be a whole number, found '" + csv.field(field) + "'");
        }
        return value;
    }

    private double seconds(int wanted) {
        int field = column[wanted];
        long value = 0;
        int fraction = -1;
        int digits = 0;
        for (int i = csv.from(field); i < csv.to(field); i++) {
            char c = csv.text().charAt(i);
            if (c == '.' && fraction < 0) {
                fraction = 0;
            } else if (c >= '0' && c <= '9' && ++digits <= EXACT_DIGITS) {
                value = value * 10 + c - '0';
                fraction += fraction < 0 ? 0 : 1;
            } else {
                return general(wanted);
            }
        }
        return digits == 0 ? general(wanted) : fraction > 0 ? value / POWERS[fraction] : value;
    }

    private double general(int wanted) {
        String text = csv.field(column[wanted]);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(COLUMNS.get(wanted) + " must be seconds, found '" + text + "'");
        }
    }

    private MalformedFile wrong(String what) {
        return new MalformedFile(where + ":" + csv.line() + ": " + what);
    }

    private static String seconds(double s) {
        BigDecimal value =
                BigDecimal.valueOf(s).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return value.toPlainString();
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
