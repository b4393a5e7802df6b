package symphony.core.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The row video map, {@code rvm.csv}: which seconds of which archive show which row. What a session expects follows from
 * it alone. Kept in arrays, since a session may have a million parts; parts are made when they are asked for.
 */
public final class RowVideoMap {
    private final PartTable names = new PartTable();
    private double[] start = new double[16];
    private double[] end = new double[16];
    private int[] pass = new int[16];
    private int[] varietal = new int[16];
    private final Map<String, Integer> varietalNumbers = new HashMap<>();
    private final List<String> varietals = new ArrayList<>();
    private int @Nullable [] ordered;

    RowVideoMap() {}

    /** @throws MalformedFile where a part stands twice */
    public RowVideoMap(List<RowPart> parts) {
        for (RowPart p : parts) {
            PartName n = p.name();
            NameReader reader = new NameReader();
            String text = n.toString();
            if (!reader.part(text, 0, text.length())) {
                throw new MalformedFile("the row video map cannot name " + n);
            }
            int added = names.add(reader.scan(), reader.cameraMinute(), reader.side());
            if (added < 0) {
                throw new MalformedFile("the row video map names " + n + " twice");
            }
            put(added, p.start(), p.end(), p.pass(), p.varietal());
        }
    }

    /** How many row parts the session expects. */
    public int size() {
        return names.size();
    }

    /** The parts in the order of the file, made anew at each look. */
    public List<RowPart> parts() {
        return new Parts();
    }

    /** The part of a number from 0, in the order of the file. */
    public RowPart part(int number) {
        return new RowPart(name(number), start[number], end[number], pass[number], varietals.get(varietal[number]));
    }

    public PartName name(int number) {
        return names.name(number);
    }

    public int row(int number) {
        return names.row(number);
    }

    public String scanId(int number) {
        return names.archives().scanId(names.archive(number));
    }

    /** Whether two parts lie in one archive. */
    public boolean sameArchive(int one, int other) {
        return names.archive(one) == names.archive(other);
    }

    /** The numbers of the parts in the order of their names; those of one archive lie together. */
    public synchronized int[] ordered() {
        if (ordered == null) {
            ordered = names.ordered();
        }
        return ordered.clone();
    }

    /** For one thread. */
    public PartFinder finder() {
        return new PartFinder(names);
    }

    /** The archives in which any row is seen, each with its parts, ordered by archive name. */
    public SortedMap<ArchiveName, List<RowPart>> byArchive() {
        SortedMap<ArchiveName, List<RowPart>> map = new TreeMap<>();
        for (RowPart p : parts()) {
            map.computeIfAbsent(p.name().archive(), a -> new ArrayList<>()).add(p);
        }
        return map;
    }

    /** The names of the parts in one archive, in the order of the file. */
    public List<PartName> partsOf(ArchiveName archive) {
        NameReader reader = new NameReader();
        String file = archive.fileName();
        List<PartName> parts = new ArrayList<>();
        if (reader.archiveFile(file, 0, file.length())) {
            int of = names.archives().find(reader.scan(), reader.cameraMinute());
            for (int i = 0; of >= 0 && i < size(); i++) {
                if (names.archive(i) == of) {
                    parts.add(name(i));
                }
            }
        }
        return parts;
    }

    public Optional<RowPart> find(PartName name) {
        int number = number(name);
        return number < 0 ? Optional.empty() : Optional.of(part(number));
    }

    /** @return the part's number, or -1 */
    public int number(PartName name) {
        String file = StorageKeys.framesFile(name);
        return finder().framesFile(file, 0, file.length());
    }

    /**
     * Reads {@code rvm.csv}; columns are found by name, others are passed over.
     *
     * @param where the file's name for messages
     * @throws MalformedFile naming file and line
     */
    public static RowVideoMap parse(String text, String where) {
        try {
            return read(new StringReader(text), where);
        } catch (IOException e) {
            throw new IllegalStateException("a text can be read", e);
        }
    }

    /** The same from UTF-8 as it comes, which is not held in memory; the caller closes it. */
    public static RowVideoMap read(InputStream in, String where) throws IOException {
        return read(new InputStreamReader(in, StandardCharsets.UTF_8), where);
    }

    private static RowVideoMap read(Reader in, String where) throws IOException {
        return new RowVideoMapReader(in, where).read();
    }

    /** Writes {@code rvm.csv}, lines in the order of the parts. */
    public String format() {
        return RowVideoMapReader.format(parts());
    }

    PartTable names() {
        return names;
    }

    void put(int number, double from, double to, int passes, String variety) {
        if (number == start.length) {
            start = Arrays.copyOf(start, number * 2);
            end = Arrays.copyOf(end, number * 2);
            pass = Arrays.copyOf(pass, number * 2);
            varietal = Arrays.copyOf(varietal, number * 2);
        }
        start[number] = from;
        end[number] = to;
        pass[number] = passes;
        varietal[number] = varietalNumbers.computeIfAbsent(variety, v -> {
            varietals.add(v);
            return varietals.size() - 1;
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowVideoMap map && parts().equals(map.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return parts().toString();
    }

    private final class Parts extends AbstractList<RowPart> implements RandomAccess {
        @Override
        public RowPart get(int number) {
            return part(Objects.checkIndex(number, size()));
        }

        @Override
        public int size() {
            return RowVideoMap.this.size();
        }
    }
}
