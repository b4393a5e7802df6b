package symphony.vision.preproc;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import symphony.core.artifact.ArchiveName;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.session.Session;
import symphony.core.stage.StageFolder;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** Two rows to the north, 30 m long, and a camera between them: what it writes, and the stage's folder around it. */
final class FilmedRow {
    static final String CAMERA = "22179657";
    static final String SCAN = "2017-08-30_13-17";
    static final ArchiveName ARCHIVE = new ArchiveName(SCAN, CAMERA, 13, 18);
    /** 13:18:00 UTC */
    static final double START = 1504099080;

    static final int PIXELS_A_METRE = 200;
    static final int WIDTH = 320;
    static final int HEIGHT = 200;

    private static final LocalPlane PLANE = new LocalPlane(new GeoPoint(-122.5, 38.5));
    private static final BufferedImage WALL = wall();
    private static final Map<Integer, byte[]> PICTURES = new ConcurrentHashMap<>();

    /** Metres along the row at each frame, frame n being the n-th, 20 a second. */
    private final List<Double> along;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    String map = "rows,direction,part,of,file,start,end,pass,varietal,scanid\n";

    FilmedRow(List<Double> along) {
        this.along = List.copyOf(along);
        for (int n = 0; n < along.size(); n++) {
            entries.put(n + ".jpg", picture(along.get(n)));
        }
    }

    /** From one place to another at 1.5 m/s. */
    static List<Double> drive(double from, double to) {
        List<Double> along = new ArrayList<>();
        int frames = (int) Math.round(Math.abs(to - from) / 0.075);
        for (int i = 0; i <= frames; i++) {
            along.add(from + (to - from) * i / frames);
        }
        return along;
    }

    static List<Double> then(List<Double> one, List<Double> other) {
        List<Double> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    FilmedRow part(int row, double start, double end) {
        map += row + ",dir2,1,1," + ARCHIVE + "," + start + "," + end + ",1,Merlot," + SCAN + "\n";
        return this;
    }

    /** The last frame's second. */
    double end() {
        return (along.size() - 1) / 20.0;
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    StageFolder folder(Path dir) throws IOException {
        return folder(dir, archive(entries));
    }

    StageFolder folder(Path dir, byte[] archive) throws IOException {
        for (String name : List.of("inputs", "context", "outputs")) {
            Files.createDirectories(dir.resolve(name));
        }
        Files.write(dir.resolve("inputs/" + ARCHIVE), archive);
        Files.writeString(dir.resolve("context/rvm.csv"), map);
        Files.writeString(dir.resolve("context/session.json"), session().format());
        Files.writeString(dir.resolve("context/" + SCAN + "_" + CAMERA + ".csv"), log());
        return new StageFolder(dir);
    }

    Task task() {
        return session().task(Role.PREPROC, List.of(ARCHIVE), List.of(), 0);
    }

    static Session session() {
        List<Row> rows = List.of(row(1, 0), row(2, 2.4));
        Block block = new Block("b1", "12D", 2, 2.4, 1.5, "Merlot", List.of(), rows);
        Scan scan = new Scan(SCAN, "Upper", List.of("12D"), new TreeMap<>(Map.of(CAMERA, Side.LEFT)), 1, 2, 1, "", "");
        return new Session(
                "s1",
                "Oak",
                "oak",
                "Upper",
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

    private static Row row(int number, double x) {
        return new Row(
                "r" + number,
                number,
                21,
                List.of(PLANE.toGeo(new PlanePoint(x, 0)), PLANE.toGeo(new PlanePoint(x, 30))),
                List.of());
    }

    String log() {
        StringBuilder log = new StringBuilder("frame_number,timestamp,latitude,longitude,filename\n");
        for (int n = 0; n < along.size(); n++) {
            GeoPoint at = PLANE.toGeo(new PlanePoint(1.2, along.get(n)));
            log.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.9f,%.9f,%s%n",
                    n,
                    START + n / 20.0,
                    at.latitude(),
                    at.longitude(),
                    ARCHIVE));
        }
        return log.toString();
    }

    static byte[] archive(Map<String, byte[]> entries) {
        return archive(tar -> {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(e.getKey());
                entry.setSize(e.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(e.getValue());
                tar.closeArchiveEntry();
            }
        });
    }

    interface Tar {
        void write(TarArchiveOutputStream tar) throws IOException;
    }

    static byte[] archive(Tar contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            contents.write(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What the zip of the only part of a row holds, by entry. */
    static Map<String, byte[]> zip(Path dir, int row) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(dir.resolve("outputs/" + zipName(row)).toFile())) {
            for (ZipEntry e : Collections.list(zip.entries())) {
                contents.put(e.getName(), zip.getInputStream(e).readAllBytes());
            }
        }
        return contents;
    }

    static String zipName(int row) {
        return "2017-08-30_13-17_22179657_13_18-preprocess-row" + row + "-dir2.zip";
    }

    /** The lines of a table in the zip, without its header, split into fields. */
    static List<String[]> table(Map<String, byte[]> zip, String name) {
        return new String(zip.get(name), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(l -> l.split(",", -1))
                .toList();
    }

    /** The wall beside the row as seen from a place; towards its end the picture moves to the left. */
    static byte[] picture(double along) {
        return PICTURES.computeIfAbsent((int) Math.round((along + 5) * PIXELS_A_METRE), FilmedRow::pictureAt)
                .clone();
    }

    private static byte[] pictureAt(int x) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        image.getGraphics().drawImage(WALL, -x, 0, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage wall() {
        Random random = new Random(5);
        BufferedImage wall = new BufferedImage(45 * PIXELS_A_METRE, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = wall.createGraphics();
        for (int i = 0; i < 30_000; i++) {
            g.setColor(new Color(random.nextInt(120), 60 + random.nextInt(180), random.nextInt(90)));
            g.fillOval(random.nextInt(wall.getWidth()), random.nextInt(HEIGHT) - 5, 6 + random.nextInt(20), 12);
        }
        g.dispose();
        return wall;
    }
}
