package symphony.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Direction;
import symphony.core.artifact.LogName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.artifact.VinesPerRow;
import symphony.core.registry.Block;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** A session of two archives and four row parts, one row side in two pieces, and programs that copy what was laid out. */
final class Vineyard {
    static final String CLIENT = "oak";
    static final String SCAN = "2017-06-30_10-01";
    static final String CAMERA = "22179657";
    static final ArchiveName FIRST = new ArchiveName(SCAN, CAMERA, 10, 1);
    static final ArchiveName SECOND = new ArchiveName(SCAN, CAMERA, 10, 2);
    static final List<PartName> PARTS = List.of(
            new PartName(FIRST, 1, Direction.DIR2, 1, 1),
            new PartName(FIRST, 2, Direction.DIR1, 1, 2),
            new PartName(SECOND, 2, Direction.DIR1, 2, 2),
            new PartName(SECOND, 3, Direction.DIR2, 1, 1));
    static final RowVideoMap MAP = map();

    private final Path made;

    /** @param made where the programs find what they "make" */
    Vineyard(Path made) throws IOException {
        this.made = Files.createDirectories(made);
        Files.createDirectories(made.resolve("rvm"));
        Files.writeString(made.resolve("rvm/rvm.csv"), MAP.format());
        Files.writeString(
                made.resolve("rvm/vpr.csv"), new VinesPerRow(new TreeMap<>(Map.of(1, 9, 2, 9, 3, 9))).format());
        for (PartName part : PARTS) {
            String stem = part.archive().fileName().replace(".tar.gz", "");
            zip(made.resolve("preproc/" + stem + "/" + StorageKeys.framesFile(part)), "frames of " + part);
            zip(
                    made.resolve("process/" + StorageKeys.framesFile(part) + "/" + StorageKeys.processFile(part)),
                    "clusters of " + part);
        }
    }

    static Session session(int run, Redo... redo) {
        Scan scan = new Scan(
                SCAN, "Upper Bench", List.of("12D"), new TreeMap<>(Map.of(CAMERA, Side.LEFT)), 1, 2, 1, "", "");
        Block block = new Block("b1", "12D", 3, 2.4, 1.5, "Merlot", List.of(), List.of());
        return new Session(
                "s1",
                "Oakridge",
                CLIENT,
                "Upper Bench",
                "f1",
                block,
                List.of(scan),
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                run,
                List.of(redo));
    }

    static SessionRoot root() {
        return session(0).root();
    }

    static Task rvmTask() {
        return session(0).task(Role.RVM, List.of(), List.of(), 0);
    }

    static Task partTask(Role role, PartName part) {
        return session(0).task(role, List.of(part.archive()), List.of(part), 0);
    }

    static String archiveKey(ArchiveName archive) {
        return StorageKeys.archive(CLIENT, archive);
    }

    static String logKey() {
        return StorageKeys.log(CLIENT, new LogName(SCAN, CAMERA));
    }

    /** A program that copies, once it has written its role to {@code starts}. */
    String script(Role role, Path starts) {
        String body =
                switch (role) {
                    case RVM -> "cp '" + made + "/rvm/'* outputs/";
                    case PREPROC -> "cp '" + made + "/preproc/'$(basename inputs/*.tar.gz .tar.gz)/*.zip outputs/";
                    case DETECTION -> "cp inputs/*.zip outputs/";
                    case PROCESS -> "cp '" + made + "/process/'$(basename inputs/*.zip)/*.zip outputs/";
                    case POSTPROCESS ->
                        "mkdir outputs/report && cat inputs/* | cksum > outputs/summary.csv"
                                + " && echo '<p>' > outputs/report/index.html && echo '{}' > outputs/summary.json";
                };
        return "cd \"$SYMPHONY_TASK_DIR\" && echo " + role + " >> '" + starts + "' && " + body;
    }

    static byte[] zipBytes(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, text);
        return bytes.toByteArray();
    }

    private static void zip(Path file, String text) throws IOException {
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.write(file, zipBytes(text));
    }

    private static void write(OutputStream to, String text) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            ZipEntry entry = new ZipEntry("manifest.json");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    private static RowVideoMap map() {
        List<RowPart> rows = new ArrayList<>();
        for (PartName part : new TreeSet<>(PARTS)) {
            rows.add(new RowPart(part, rows.size() * 10.0, rows.size() * 10.0 + 9.95, 1, "Merlot"));
        }
        return new RowVideoMap(rows);
    }
}
