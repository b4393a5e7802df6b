package symphony.app.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing in the characters of a terminal: eight dots a character in braille (Unicode 2800), or one of plain ASCII. Later
 * layers cover earlier ones; letters cover all.
 */
final class DotCanvas {
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    private static final String PLAIN = "\u001B[0m";

    private final int columns;
    private final int lines;
    private final int[][] dots;
    private final int[][] layer;
    private final char[][] letters;
    private final List<Layer> layers;

    /**
     * How one layer looks.
     *
     * @param ascii its character where there is no braille
     * @param style its ANSI style, used where colours are
     */
    record Layer(char ascii, String style) {}

    DotCanvas(int columns, int lines, List<Layer> layers) {
        this.columns = columns;
        this.lines = lines;
        this.layers = List.copyOf(layers);
        dots = new int[lines][columns];
        layer = new int[lines][columns];
        letters = new char[lines][columns];
    }

    /** Dots across. */
    int width() {
        return columns * 2;
    }

    /** Dots down. */
    int height() {
        return lines * 4;
    }

    /** Sets a dot, from the top left; outside nothing happens. */
    void dot(int x, int y, int of) {
        if (x < 0 || y < 0 || x >= width() || y >= height()) {
            return;
        }
        int line = y / 4;
        int column = x / 2;
        if (of > layer[line][column]) {
            dots[line][column] = 0;
        }
        if (of >= layer[line][column]) {
            layer[line][column] = of;
            dots[line][column] |= BITS[y % 4][x % 2];
        }
    }

    /** A straight line, dot by dot (Bresenham 1965). */
    void line(int x0, int y0, int x1, int y1, int of) {
        int dx = Math.abs(x1 - x0);
        int dy = -Math.abs(y1 - y0);
        int sx = x0 < x1 ? 1 : -1;
        int sy = y0 < y1 ? 1 : -1;
        int error = dx + dy;
        int x = x0;
        int y = y0;
        while (true) {
            dot(x, y, of);
            if (x == x1 && y == y1) {
                return;
            }
            int twice = 2 * error;
            if (twice >= dy) {
                error += dy;
                x += sx;
            }
            if (twice <= dx) {
                error += dx;
                y += sy;
            }
        }
    }

    /** Writes over the drawing, from the character that holds the dot on; only where nothing is written yet. */
    void write(int x, int y, String text) {
        int line = Math.max(0, Math.min(lines - 1, y / 4));
        int from = Math.max(0, Math.min(columns - text.length(), x / 2));
        for (int i = 0; i < text.length(); i++) {
            if (from + i < columns && letters[line][from + i] != 0) {
                return;
            }
        }
        for (int i = 0; i < text.length() && from + i < columns; i++) {
            letters[line][from + i] = text.charAt(i);
        }
    }

    List<String> text(boolean braille, boolean colours) {
        List<String> text = new ArrayList<>();
        for (int l = 0; l < lines; l++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                append(line, l, c, braille, colours);
            }
            text.add(line.toString().stripTrailing());
        }
        return text;
    }

    private void append(StringBuilder line, int l, int c, boolean braille, boolean colours) {
        if (letters[l][c] != 0) {
            line.append(letters[l][c]);
            return;
        }
        if (dots[l][c] == 0) {
            line.append(' ');
            return;
        }
        Layer own = layers.get(layer[l][c]);
        char glyph = braille ? (char) (0x2800 + dots[l][c]) : own.ascii();
        if (colours && !own.style().isEmpty()) {
            line.append(own.style()).append(glyph).append(PLAIN);
        } else {
            line.append(glyph);
        }
    }
}
