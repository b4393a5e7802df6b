package symphony.core.artifact;

/**
 * Reads the names of archives and row parts in place, into its own fields: a listing of a million names makes no object
 * for each. For one thread.
 */
final class NameReader {
    static final int MINUTES_A_DAY = 24 * 60;
    private static final int MOST_COUNT_DIGITS = 6;
    /** The widths of a scan id's numbers; what stands between them is negative. */
    private static final int[] SCAN_WIDTHS = {4, -'-', 2, -'-', 2, -'_', 2, -'-', 2};

    private CharSequence text = "";
    private int at;
    private int end;
    private long scan;
    private int camera;
    private int minute;
    private int row;
    private int direction;
    private int part;
    private int of;

    /** {@code {scanid}_{camera}_{HH}_{MM}.tar.gz} */
    boolean archiveFile(CharSequence name, int from, int to) {
        start(name, from, to);
        return stem() && word(".tar.gz") && at == end;
    }

    /** {@code {scanid}_{camera}_{HH}_{MM}-row{row}-dir{d}[-{part}of{of}]} */
    boolean part(CharSequence name, int from, int to) {
        start(name, from, to);
        return stem() && word("-") && rowSide() && piece("-") && at == end;
    }

    /** {@code {scanid}_{camera}_{HH}_{MM}-preprocess-row{row}-dir{d}[-{part}of{of}].zip} */
    boolean framesFile(CharSequence name, int from, int to) {
        start(name, from, to);
        return stem() && word("-preprocess-") && rowSide() && piece("-") && word(".zip") && at == end;
    }

    /** {@code row{row}-dir{d}[-part{part}of{of}]-{scanid}_{camera}_{HH}_{MM}.zip} */
    boolean processFile(CharSequence name, int from, int to) {
        start(name, from, to);
        return rowSide() && piece("-part") && word("-") && stem() && word(".zip") && at == end;
    }

    /** The twelve digits of the scan id. */
    long scan() {
        return scan;
    }

    /** Camera and minute of the day as one number, ordered as their text. */
    long cameraMinute() {
        return (long) camera * MINUTES_A_DAY + minute;
    }

    /** Row, side, count of pieces and piece as one number, ordered as parts are. */
    long side() {
        return sideCode(row, direction, part, of);
    }

    ArchiveName archiveName() {
        return archiveName(scan, cameraMinute());
    }

    PartName partName() {
        return new PartName(archiveName(), row, Direction.ofNumber(direction), part, of);
    }

    static long sideCode(int row, int direction, int part, int of) {
        return ((long) row << 41) | ((long) (direction - 1) << 40) | ((long) of << 20) | part;
    }

    static int row(long side) {
        return (int) (side >>> 41);
    }

    static PartName partName(ArchiveName archive, long side) {
        Direction direction = Direction.ofNumber((int) (side >>> 40 & 1) + 1);
        return new PartName(archive, row(side), direction, (int) side & 0xFFFFF, (int) (side >>> 20) & 0xFFFFF);
    }

    static ArchiveName archiveName(long scan, long cameraMinute) {
        int minute = (int) (cameraMinute % MINUTES_A_DAY);
        return new ArchiveName(scanId(scan), digits(cameraMinute / MINUTES_A_DAY, 8), minute / 60, minute % 60);
    }

    static String scanId(long scan) {
        String d = digits(scan, 12);
        return d.substring(0, 4) + "-" + d.substring(4, 6) + "-" + d.substring(6, 8) + "_" + d.substring(8, 10) + "-"
                + d.substring(10);
    }

    private static String digits(long value, int count) {
        char[] text = new char[count];
        for (int i = count - 1; i >= 0; i--) {
            text[i] = (char) ('0' + value % 10);
            value /= 10;
        }
        return new String(text);
    }

    private void start(CharSequence name, int from, int to) {
        text = name;
        at = from;
        end = to;
    }

    private boolean stem() {
        long value = 0;
        for (int width : SCAN_WIDTHS) {
            if (width < 0) {
                if (!letter((char) -width)) {
                    return false;
                }
            } else {
                int digits = fixed(width);
                if (digits < 0) {
                    return false;
                }
                value = value * (width == 4 ? 10_000 : 100) + digits;
            }
        }
        scan = value;
        if (!letter('_') || (camera = fixed(8)) < 0 || !letter('_')) {
            return false;
        }
        int hour = fixed(2);
        if (hour < 0 || hour > 23 || !letter('_')) {
            return false;
        }
        int minutes = fixed(2);
        minute = hour * 60 + minutes;
        return minutes >= 0 && minutes < 60;
    }

    private boolean rowSide() {
        if (!word("row") || (row = count()) < 0 || !word("-dir")) {
            return false;
        }
        direction = fixed(1);
        return direction == 1 || direction == 2;
    }

    /** The piece of a row side that has several; one that has a single piece is named without. */
    private boolean piece(String before) {
        int mark = at;
        part = 1;
        of = 1;
        if (!word(before) || at >= end || text.charAt(at) < '0' || text.charAt(at) > '9') {
            at = mark;
            return true;
        }
        if ((part = count()) < 0 || !word("of")) {
            at = mark;
            part = 1;
            return true;
        }
        of = count();
        return of > 1 && part <= of;
    }

    private boolean letter(char c) {
        if (at < end && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean word(String word) {
        if (end - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text.charAt(at + i) != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** So many digits; -1 where they are not there. */
    private int fixed(int width) {
        if (end - at < width) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < width; i++) {
            int digit = text.charAt(at + i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        at += width;
        return value;
    }

    /** A number from 1 on, of at most six digits, written without leading zeros; -1 where there is none. */
    private int count() {
        int value = 0;
        int from = at;
        while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = value * 10 + text.charAt(at++) - '0';
            if (at - from > MOST_COUNT_DIGITS) {
                return -1;
            }
        }
        return at == from || text.charAt(from) == '0' ? -1 : value;
    }
}
