package symphony.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.VinesPerRow;
import symphony.core.registry.Block;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.session.Session;
import symphony.core.task.Role;

/**
 * A session's results as they lie some way into its work: frames of all row parts, detections and clusters of some, each
 * with its record. The files have their sizes, but take no room on disk: they are holes.
 */
public final class ResultsFolder {
    private static final String CAMERA_LEFT = "22179657";
    private static final String CAMERA_RIGHT = "22179677";
    private static final int MINUTES = 60;
    private static final int PARTS_OF_A_SCAN = 2 * 2 * MINUTES;
    private static final int ROWS = PARTS_OF_A_SCAN / 4;
    private static final long RECORD_BYTES = 1_200;

    private final Path storage;
    private final Session session;
    private final List<PartName> parts;
    private final long bytes;

    private ResultsFolder(Path storage, String name, int size, long bytes) {
        this.storage = storage;
        this.bytes = bytes;
        this.parts = IntStream.range(0, size).mapToObj(ResultsFolder::part).toList();
        List<Scan> scans = IntStream.rangeClosed(0, (size - 1) / PARTS_OF_A_SCAN)
                .mapToObj(ResultsFolder::scan)
                .toList();
        this.session = new Session(
                name,
                "Oakridge Vineyards",
                "oakridge",
                "Upper Bench",
                "farm-01",
                block(),
                scans,
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                0,
                List.of());
    }

    /**
     * Lays out a session.
     *
     * @param size row parts
     * @param bytes of each artifact, about
     * @param detected parts with detections: the first ones
     * @param processed parts with clusters: the first ones
     */
    public static ResultsFolder lay(Path storage, String name, int size, long bytes, int detected, int processed)
            throws IOException {
        ResultsFolder folder = new ResultsFolder(storage, name, size, bytes);
        folder.lay(detected, processed, new Disk(storage));
        return folder;
    }

    /** Where results lie. */
    public interface Ground {
        /** A file whose content nobody reads. */
        void hole(String key, long size) throws IOException;

        void text(String key, String content) throws IOException;
    }

    /** The same session, laid out elsewhere than in a folder. */
    public static void lay(Ground ground, String name, int size, long bytes, int detected, int processed)
            throws IOException {
        new ResultsFolder(Path.of(""), name, size, bytes).lay(detected, processed, ground);
    }

    /** Below the storage folder. */
    public Path root() {
        return storage.resolve(session.root().prefix());
    }

    public List<PartName> parts() {
        return parts;
    }

    public Session session() {
        return session;
    }

    private void lay(int detected, int processed, Ground ground) throws IOException {
        SessionRoot at = session.root();
        ground.text(at.session(), session.format());
        ground.text(at.rvm(), map().format());
        ground.text(at.vpr(), VinesPerRow.of(session.block()).format());
        // stage after stage, so that none is older than what it was made from: peers go by that
        lay(parts, at::frames, ground);
        lay(parts.subList(0, detected), at::detection, ground);
        lay(parts.subList(0, processed), at::process, ground);
    }

    private void lay(List<PartName> some, Function<PartName, String> key, Ground ground) throws IOException {
        for (int i = 0; i < some.size(); i++) {
            String artifact = key.apply(some.get(i));
            String relative = session.root().relative(artifact);
            long size = bytes + i % 1_000;
            ground.hole(artifact, size);
            String sum = String.format("%064x", i);
            ground.hole(session.root().key(new RecordName(relative, 0, size, sum).relativeKey()), RECORD_BYTES);
        }
    }

    private record Disk(Path storage, Set<Path> made) implements Ground {
        Disk(Path storage) {
            this(storage, new HashSet<>());
        }

        @Override
        public void hole(String key, long size) throws IOException {
            try (RandomAccessFile open = new RandomAccessFile(file(key).toFile(), "rw")) {
                open.setLength(size);
            }
        }

        @Override
        public void text(String key, String content) throws IOException {
            Files.writeString(file(key), content);
        }

        private Path file(String key) throws IOException {
            Path file = storage.resolve(key);
            if (made.add(file.getParent())) {
                Files.createDirectories(file.getParent());
            }
            return file;
        }
    }

    private RowVideoMap map() {
        List<RowPart> rows = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            int half = i % 2;
            double start = i % PARTS_OF_A_SCAN / 2 % MINUTES * 60 + 30.0 * half;
            rows.add(new RowPart(parts.get(i), start, start + 29.95, 1 + i / PARTS_OF_A_SCAN, "Merlot"));
        }
        return new RowVideoMap(rows);
    }

    /** Each archive shows the two pieces of one row side. */
    private static PartName part(int i) {
        int archive = i % PARTS_OF_A_SCAN / 2;
        String camera = archive < MINUTES ? CAMERA_LEFT : CAMERA_RIGHT;
        return new PartName(
                new ArchiveName(scanId(i / PARTS_OF_A_SCAN), camera, 10, archive % MINUTES),
                1 + archive / 2,
                archive % 2 == 0 ? Direction.DIR1 : Direction.DIR2,
                1 + i % 2,
                2);
    }

    private static Scan scan(int number) {
        return new Scan(
                scanId(number),
                "Upper Bench",
                List.of("12D"),
                new TreeMap<>(Map.of(CAMERA_LEFT, Side.LEFT, CAMERA_RIGHT, Side.RIGHT)),
                1,
                2,
                1,
                "",
                "");
    }

    /** Scans of as many days as it takes. */
    private static String scanId(int number) {
        return java.time.LocalDate.of(1990, 1, 1).plusDays(number) + "_10-00";
    }

    private static Block block() {
        List<Row> rows = IntStream.rangeClosed(1, ROWS)
                .mapToObj(n -> new Row("row-" + n, n, 100, List.of(), List.of()))
                .toList();
        return new Block("block-12D", "12D", ROWS, 2.4, 1.5, "Merlot", List.of(), rows);
    }
}
