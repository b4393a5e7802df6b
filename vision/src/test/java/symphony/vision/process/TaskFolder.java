package symphony.vision.process;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.StorageKeys;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.registry.Vine;
import symphony.core.session.Session;
import symphony.core.stage.StageFolder;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.vision.process.World.Film;
import symphony.vision.zip.ArtifactZip;

/** Folders as a worker gives them to the programs, filled with a world's films. */
public final class TaskFolder {
    public static final String SCAN = "2017-08-30_13-17";
    public static final String CAMERA = "22179657";

    private final StageFolder folder;

    public TaskFolder(Path path) throws IOException {
        folder = new StageFolder(path);
        Files.createDirectories(folder.inputs());
        Files.createDirectories(folder.context().resolve("preprocess-frames"));
        Files.createDirectories(folder.outputs());
    }

    public StageFolder folder() {
        return folder;
    }

    public static PartName part(int minute, int row, int dir, int part, int of) {
        return new PartName(new ArchiveName(SCAN, CAMERA, 13, minute), row, Direction.ofNumber(dir), part, of);
    }

    /** A block of straight rows, turned by some degrees, as far apart as in {@link World}. */
    public static Session session(int rows, int vines, double degrees) {
        LocalPlane plane = new LocalPlane(new GeoPoint(-0.524, 53.268));
        double c = Math.cos(Math.toRadians(degrees));
        double s = Math.sin(Math.toRadians(degrees));
        List<Row> list = new ArrayList<>();
        for (int r = 1; r <= rows; r++) {
            List<Vine> row = new ArrayList<>();
            for (int v = 1; v <= vines; v++) {
                double x = (r - 1) * 2.5;
                double y = (v - 1) * 1.8;
                row.add(new Vine(v, plane.toGeo(new PlanePoint(c * x - s * y, s * x + c * y)), "Bacchus"));
            }
            list.add(new Row("r" + r, r, vines, List.of(), row));
        }
        return session(new Block("b1", "12D", rows, 2.5, 1.8, "Bacchus", List.of(), list));
    }

    public static Session session(Block block) {
        Scan scan = new Scan(
                SCAN, "Upper Bench", List.of("12D"), new TreeMap<>(Map.of(CAMERA, Side.LEFT)), 1, 2, 1, "", "");
        return new Session(
                "s1",
                "Oakridge & Sons",
                "oak",
                "Upper Bench",
                "f1",
                block,
                List.of(scan),
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                0,
                List.of());
    }

    public TaskFolder context(Session session, RowVideoMap map, Map<Integer, Integer> vines) throws IOException {
        Files.writeString(folder.context().resolve("session.json"), session.format());
        Files.writeString(folder.context().resolve("rvm.csv"), map.format());
        StringBuilder vpr = new StringBuilder("row,vines\n");
        new TreeMap<>(vines)
                .forEach((r, n) -> vpr.append(r).append(',').append(n).append('\n'));
        Files.writeString(folder.context().resolve("vpr.csv"), vpr);
        return this;
    }

    static Task task(Session session, Role role, PartName... parts) {
        return session.task(role, List.of(), List.of(parts), 0);
    }

    TaskFolder film(PartName part, Film film) throws IOException {
        StringBuilder frames = new StringBuilder("frame_number,timestamp,along_m,sharpness,shift_x_px,shift_y_px\n");
        film.frames()
                .forEach(f -> frames.append(String.format(
                        Locale.ROOT,
                        "%d,%.3f,%.3f,1.0,%s,0\n",
                        f.number(),
                        f.number() / 20.0,
                        f.along(),
                        Double.isNaN(f.shiftX()) ? "" : String.format(Locale.ROOT, "%.1f", f.shiftX()))));
        Map<String, byte[]> zip = new LinkedHashMap<>();
        zip.put("1000.jpg", jpeg());
        zip.put("frames.csv", bytes(frames.toString()));
        write(framesZip(part), zip);
        StringBuilder boxes = new StringBuilder("frame_number,x,y,width,height,score,class\n");
        film.boxes()
                .forEach(b -> boxes.append(String.format(
                        Locale.ROOT,
                        "%d,%.1f,%.1f,%.1f,%.1f,%.3f,cluster\n",
                        b.frame(),
                        b.x(),
                        b.y(),
                        b.width(),
                        b.height(),
                        b.score())));
        return detections(part, boxes.toString());
    }

    TaskFolder detections(PartName part, String csv) throws IOException {
        write(folder.inputs().resolve(StorageKeys.framesFile(part)), Map.of("detections.csv", bytes(csv)));
        return this;
    }

    Path framesZip(PartName part) {
        return folder.context().resolve("preprocess-frames").resolve(StorageKeys.framesFile(part));
    }

    /** An entry of the process zip that was made. */
    String output(PartName part, String entry) throws IOException {
        Path zip = folder.outputs().resolve(StorageKeys.processFile(part));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return new String(file.getInputStream(file.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A process zip as input of postprocess. */
    public TaskFolder processed(PartName part, List<Cluster> clusters, PartNotes notes) throws IOException {
        write(
                folder.inputs().resolve(StorageKeys.processFile(part)),
                Map.of("clusters.csv", bytes(ClusterTable.format(clusters)), PartNotes.FILE, bytes(notes.format())));
        return this;
    }

    public static RowPart seconds(PartName part, double start, double end) {
        return new RowPart(part, start, end, 1, "Bacchus");
    }

    static void write(Path file, Map<String, byte[]> entries) throws IOException {
        try (ArtifactZip zip = new ArtifactZip(file)) {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                zip.add(e.getKey(), e.getValue());
            }
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] jpeg() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(World.WIDTH, World.HEIGHT, BufferedImage.TYPE_BYTE_GRAY), "jpeg", out);
        return out.toByteArray();
    }
}
