package symphony.core.artifact;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.core.registry.Block;
import symphony.core.registry.Row;

/** How many vines each row has: {@code vpr.csv}, columns {@code row,vines}. */
public record VinesPerRow(SortedMap<Integer, Integer> vines) {
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,5}),([0-9]{1,6})");

    public VinesPerRow {
        vines = Collections.unmodifiableSortedMap(new TreeMap<>(vines));
    }

    /** What the registry says of a block: vines counted, else the number given; rows without either are left out. */
    public static VinesPerRow of(Block block) {
        SortedMap<Integer, Integer> vines = new TreeMap<>();
        for (Row row : block.rows()) {
            Integer given = row.numPlants();
            if (!row.vines().isEmpty()) {
                vines.put(row.number(), row.vines().size());
            } else if (given != null) {
                vines.put(row.number(), given);
            }
        }
        return new VinesPerRow(vines);
    }

    /** @throws MalformedFile naming file and line */
    public static VinesPerRow parse(String text, String where) {
        SortedMap<Integer, Integer> vines = new TreeMap<>();
        String[] lines = text.strip().split("\\R");
        if (!lines[0].strip().equals("row,vines")) {
            throw new MalformedFile(where + ":1: the first line must be row,vines");
        }
        for (int i = 1; i < lines.length; i++) {
            Matcher m = LINE.matcher(lines[i].strip());
            if (!m.matches()) {
                throw new MalformedFile(where + ":" + (i + 1) + ": expected row,vines, found '" + lines[i] + "'");
            }
            if (vines.put(Integer.valueOf(m.group(1)), Integer.valueOf(m.group(2))) != null) {
                throw new MalformedFile(where + ":" + (i + 1) + ": row " + m.group(1) + " stands twice");
            }
        }
        return new VinesPerRow(vines);
    }

    public String format() {
        StringBuilder out = new StringBuilder("row,vines\n");
        vines.forEach((row, count) -> out.append(row).append(',').append(count).append('\n'));
        return out.toString();
    }
}
