package symphony.core.artifact;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Reads comma-separated lines (RFC 4180) one after the other into one buffer: no object a field. Blanks around a field
 * are dropped, empty lines passed over.
 */
final class CsvLines {
    private static final int END = -1;

    private final Reader in;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int filled;
    private final StringBuilder text = new StringBuilder();
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int fields;
    private long line;
    private int last = '\n';

    CsvLines(Reader in) {
        this.in = in;
    }

    /**
     * @return false at the end
     * @throws MalformedFile where a quoted field does not end as it should
     */
    boolean next() throws IOException {
        while (peek() != END) {
            text.setLength(0);
            fields = 0;
            while (field()) {}
            if (fields > 1 || to[0] > from[0]) {
                return true;
            }
        }
        return false;
    }

    int fields() {
        return fields;
    }

    /** The number, from 1, of the line of the file on which the fields stand, or end. */
    long line() {
        return line;
    }

    /** What all fields say, one behind the other. */
    CharSequence text() {
        return text;
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    String field(int field) {
        return text.substring(from[field], to[field]);
    }

    boolean is(int field, String value) {
        int length = value.length();
        if (to[field] - from[field] != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(from[field] + i) != value.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads one field. @return whether another follows on the line */
    private boolean field() throws IOException {
        int start = text.length();
        int c = read();
        if (c == '"') {
            quoted();
            c = read();
            while (c == ' ' || c == '\t') {
                c = read();
            }
            if (c != ',' && c != '\n' && c != END) {
                throw new MalformedFile("behind a closing quote stands neither a comma nor the line's end");
            }
        } else {
            while (c != ',' && c != '\n' && c != END) {
                text.append((char) c);
                c = read();
            }
        }
        add(start, text.length());
        return c == ',';
    }

    private void quoted() throws IOException {
        while (true) {
            int c = read();
            if (c == END) {
                throw new MalformedFile("a quoted field does not end");
            }
            if (c == '"') {
                if (peek() != '"') {
                    return;
                }
                read();
            }
            text.append((char) c);
        }
    }

    private void add(int start, int stop) {
        if (fields == from.length) {
            from = Arrays.copyOf(from, fields * 2);
            to = Arrays.copyOf(to, fields * 2);
        }
        while (start < stop && text.charAt(start) <= ' ') {
            start++;
        }
        while (stop > start && text.charAt(stop - 1) <= ' ') {
            stop--;
        }
        from[fields] = start;
        to[fields++] = stop;
    }

    /** The next character; line ends of every kind are one {@code \n}. */
    private int read() throws IOException {
        int c = peek();
        if (last == '\n') {
            line++;
        }
        if (c != END) {
            at++;
            if (c == '\r') {
                if (peek() == '\n') {
                    at++;
                }
                c = '\n';
            }
        }
        last = c;
        return c;
    }

    private int peek() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return filled == 0 ? END : buffer[at];
    }
}
