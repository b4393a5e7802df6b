package symphony.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Lines of text in columns: the first column to the left, numbers to the right. */
public final class Table {
    private final List<List<String>> lines = new ArrayList<>();

    public Table(String... header) {
        lines.add(List.of(header));
    }

    public void add(Object... cells) {
        lines.add(Arrays.stream(cells).map(String::valueOf).toList());
    }

    /** One text a line, the header first. */
    public List<String> lines() {
        int columns = lines.get(0).size();
        int[] width = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            width[c] =
                    lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0);
            numeric[c] = lines.size() > 1
                    && lines.stream().skip(1).allMatch(l -> l.get(column).matches("[-+]?[0-9.,]*%?|-"));
        }
        return lines.stream()
                .map(line -> IntStream.range(0, columns)
                        .mapToObj(c -> pad(line.get(c), width[c], numeric[c]))
                        .reduce((a, b) -> a + "  " + b)
                        .orElse("")
                        .stripTrailing())
                .toList();
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }
}
