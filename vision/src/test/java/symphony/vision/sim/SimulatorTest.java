package symphony.vision.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.Direction;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.registry.Client;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatorTest {
    private static final SimulatorSettings SETTINGS =
            SimulatorSettings.small(5).withFruit(3, 0).withGps(20, 0, 0);
    private static final String LEFT = "22179657";
    private static final String RIGHT = "22179677";

    private final Client client =
            startingAt(SyntheticBlock.client(2, 6, 2.4, 1.4, List.of("Pinot Noir")), "2026-09-14T10:01:56Z");
    private Path storage;
    private GroundTruth truth;

    @BeforeAll
    void film(@TempDir Path dir) throws IOException {
        storage = dir;
        truth = new Simulator(SETTINGS).film(client, storage, (done, text) -> {});
    }

    @Test
    void every_file_has_a_key_of_the_storage_and_nothing_unfinished_is_left() throws IOException {
        String prefix = StorageKeys.scanPrefix("synthetic", "2026-09-14_10-01");
        try (Stream<Path> files = Files.walk(storage).filter(Files::isRegularFile)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> {
                assertThat(storage.relativize(file).toString()).startsWith(prefix);
                String name = file.getFileName().toString();
                assertThat(StorageKeys.parseArchive(name).isPresent()
                                || StorageKeys.parseLog(name).isPresent())
                        .as(name)
                        .isTrue();
            });
        }
    }

    @Test
    void every_logged_frame_is_in_the_archive_that_the_log_names() throws IOException {
        for (String camera : List.of(LEFT, RIGHT)) {
            Map<ArchiveName, List<String>> logged = new TreeMap<>();
            for (CameraLog.Frame f : log(camera).frames()) {
                logged.computeIfAbsent(f.archive().orElseThrow(), a -> new ArrayList<>())
                        .add(f.number() + ".jpg");
            }
            assertThat(logged).hasSizeGreaterThan(1);
            for (Map.Entry<ArchiveName, List<String>> e : logged.entrySet()) {
                assertThat(frames(e.getKey()).keySet()).containsExactlyElementsOf(e.getValue());
            }
        }
    }

    @Test
    void archives_are_cut_at_full_minutes_and_the_first_is_short() throws IOException {
        Map<ArchiveName, Integer> sizes = new TreeMap<>();
        for (CameraLog.Frame f : log(LEFT).frames()) {
            ArchiveName archive = f.archive().orElseThrow();
            sizes.merge(archive, 1, Integer::sum);
            assertThat((int) (f.timestamp() / 60) % 60).isEqualTo(archive.minute());
        }
        assertThat(sizes.values().iterator().next())
                .as("frames in four seconds")
                .isEqualTo(80);
    }

    @Test
    void a_row_spans_two_archives() throws IOException {
        List<CameraLog.Frame> frames = log(RIGHT).frames();
        assertThat(truth.passes())
                .anySatisfy(p -> assertThat(frames.get(p.firstFrame()).archive())
                        .isNotEqualTo(frames.get(p.lastFrame()).archive()));
    }

    @Test
    void without_noise_the_log_says_where_the_camera_is() throws IOException {
        BlockPlan plan = plan();
        List<CameraLog.Frame> frames = log(RIGHT).frames();
        GroundTruth.Pass pass = truth.passes().stream()
                .filter(p -> p.camera().equals(RIGHT))
                .findFirst()
                .orElseThrow();
        CameraLog.Frame last = frames.get(pass.lastFrame());
        Vec at = plan.plane().toMetres(new GeoPoint(last.longitude(), last.latitude()));
        double along = plan.row(pass.row()).alongOf(at);
        assertThat(Math.min(along, plan.row(pass.row()).length() - along)).isBetween(-0.01, 0.1);
    }

    @Test
    void the_truth_adds_up() {
        int sides = 0;
        int vines = 0;
        for (int row : truth.rows()) {
            for (Direction side : Direction.values()) {
                sides += truth.rowSide(row, side).orElseThrow().planted();
            }
            for (int vine = 1; vine <= 6; vine++) {
                vines += truth.vine(row, vine).planted();
            }
        }
        assertThat(sides).isEqualTo(vines).isEqualTo(truth.total().planted()).isGreaterThan(30);
        assertThat(truth.total().visible()).isLessThanOrEqualTo(truth.total().planted());
    }

    @Test
    void the_truth_survives_its_file() {
        assertThat(GroundTruth.parse(Json.pretty(truth.toJson()), "truth.json")).isEqualTo(truth);
    }

    @Test
    void leaves_hide_clusters() throws IOException {
        Planting planting = new Planting(plan(), SETTINGS);
        RowSide side = new RowSide(1, Direction.DIR1);
        double bare = visible(planting.on(side), SETTINGS.withFruit(3, 0));
        double covered = visible(planting.on(side), SETTINGS.withFruit(3, 1));
        assertThat(bare).isGreaterThan(0.7);
        assertThat(covered).isLessThan(bare - 0.1);
    }

    @Test
    void a_cluster_is_where_the_pose_says_that_it_is() throws IOException {
        Drive drive = new Drive(plan());
        List<Pose> poses = drive.poses(client.scans().get(0), SETTINGS);
        int looked = 0;
        for (GroundTruth.Pass pass : truth.passes()) {
            CameraRun run = run(drive, pass.camera());
            RowSide seen = new RowSide(pass.row(), pass.side());
            for (GroundTruth.Cluster c : truth.clusters()) {
                // low ones hang before grass: what is dark there is fruit
                if (c.row() != pass.row() || c.side() != pass.side() || c.height() > 0.72 || c.visibleShare() < 1) {
                    continue;
                }
                for (int frame = pass.firstFrame(); frame <= pass.lastFrame(); frame += 3) {
                    View view = run.view(seen, frame, poses.get(frame));
                    double x = view.x(c.along());
                    double y = view.y(c.height());
                    if (x > 40 && x < SETTINGS.frameWidth() - 40 && y < SETTINGS.frameHeight() - 20) {
                        assertThat(fruitMiddle(image(pass.camera(), frame), x, y, c))
                                .as("row %d %s frame %d", c.row(), c.side(), frame)
                                .isCloseTo(x, within(3.0));
                        looked++;
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(10);
    }

    @Test
    void the_same_seed_gives_the_same_files_and_another_one_others(@TempDir Path again, @TempDir Path other)
            throws IOException {
        SimulatorSettings tiny = new SimulatorSettings(9, 64, 40, 40, 3, 10, 0.15, 0.2, 3, 0.3, 0.6);
        GroundTruth first = new Simulator(tiny).film(client, again, (done, text) -> {});
        Map<String, byte[]> files = contents(again);
        assertThat(new Simulator(tiny).film(client, again, (done, text) -> {})).isEqualTo(first);
        assertThat(contents(again)).allSatisfy((name, bytes) -> assertThat(Arrays.equals(bytes, files.get(name)))
                .as(name)
                .isTrue());
        SimulatorSettings reseeded = new SimulatorSettings(10, 64, 40, 40, 3, 10, 0.15, 0.2, 3, 0.3, 0.6);
        assertThat(new Simulator(reseeded).film(client, other, (done, text) -> {}))
                .isNotEqualTo(first);
    }

    @Test
    void interrupted_it_leaves_nothing_unfinished(@TempDir Path dir) throws IOException {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new Simulator(SETTINGS).film(client, dir, (done, text) -> {}));
        assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
        assertThat(contents(dir)).isEmpty();
    }

    @Test
    void a_client_without_a_scan_is_refused() {
        Client none = new Client("x", "X", client.farms(), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Simulator(SETTINGS).film(none, storage, (done, text) -> {}))
                .withMessage("the simulator films one scan, there are 0");
    }

    /** Middle of the pixels that are bluer than green, as dark grapes are and leaves, wood and grass are not. */
    private static double fruitMiddle(BufferedImage image, double x, double y, GroundTruth.Cluster c) {
        int reach = (int) Math.round(c.width() * SETTINGS.pixelsPerMetre() * 0.65);
        double sum = 0;
        int n = 0;
        for (int py = (int) y - 8; py <= y + 8; py++) {
            for (int px = (int) x - reach; px <= x + reach; px++) {
                int rgb = image.getRGB(px, py);
                if ((rgb & 255) > ((rgb >> 8) & 255) + 4) {
                    sum += px;
                    n++;
                }
            }
        }
        assertThat(n).as("dark pixels at %.0f,%.0f", x, y).isGreaterThan(60);
        return sum / n;
    }

    private double visible(List<PlantedCluster> clusters, SimulatorSettings settings) {
        RowStrip strip = new RowStrip(
                plan(), new RowSide(1, Direction.DIR1), clusters, new Foliage(1, settings.pixelsPerMetre()), settings);
        return Arrays.stream(strip.visibleShares()).average().orElseThrow();
    }

    private static Client startingAt(Client c, String start) {
        Scan s = c.scans().get(0);
        Scan moved = new Scan(
                s.scanId(), s.farm(), s.blocks(), s.cameras(), s.startLeft(), s.startRight(), s.direction(), start, "");
        return new Client(c.id(), c.name(), c.farms(), List.of(moved));
    }

    private BlockPlan plan() {
        return BlockPlan.of(client.farms().get(0).blocks().get(0));
    }

    private CameraRun run(Drive drive, String camera) {
        Side side = client.scans().get(0).cameras().get(camera);
        return new CameraRun(
                SETTINGS,
                drive,
                plan(),
                s -> {
                    throw new AssertionError("not filmed again");
                },
                new Scenery(SETTINGS),
                camera,
                side);
    }

    private CameraLog log(String camera) throws IOException {
        Path file = storage.resolve("synthetic/2026-09-14_10-01/2026-09-14_10-01_" + camera + ".csv");
        try (var reader = Files.newBufferedReader(file)) {
            return CameraLog.parse(reader, file.getFileName().toString());
        }
    }

    private BufferedImage image(String camera, int frame) throws IOException {
        ArchiveName archive = log(camera).frames().get(frame).archive().orElseThrow();
        return ImageIO.read(new ByteArrayInputStream(frames(archive).get(frame + ".jpg")));
    }

    private Map<String, byte[]> frames(ArchiveName archive) throws IOException {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GzipCompressorInputStream(new BufferedInputStream(
                        Files.newInputStream(storage.resolve(StorageKeys.archive("synthetic", archive))))))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                frames.put(e.getName(), tar.readAllBytes());
            }
        }
        return frames;
    }

    private static Map<String, byte[]> contents(Path root) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                contents.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
