package symphony.vision.sim;

import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.LogName;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Side;

/** What one camera does on the drive: frames into archives, lines into its log. */
final class CameraRun {
    /** Pixels a far thing moves per radian of turning, in metres on the row wall. */
    private static final double WALL_DISTANCE = 1.25;

    private final SimulatorSettings settings;
    private final Drive drive;
    private final BlockPlan plan;
    private final Function<RowSide, RowStrip> strips;
    private final Scenery scenery;
    private final String camera;
    private final Side side;
    private final Map<RowSide, double[]> shares = new HashMap<>();
    private final List<GroundTruth.Pass> passes = new ArrayList<>();

    CameraRun(
            SimulatorSettings settings,
            Drive drive,
            BlockPlan plan,
            Function<RowSide, RowStrip> strips,
            Scenery scenery,
            String camera,
            Side side) {
        this.settings = settings;
        this.drive = drive;
        this.plan = plan;
        this.strips = strips;
        this.scenery = scenery;
        this.camera = camera;
        this.side = side;
    }

    /** Of each row side that was filmed, the visible share of its clusters in their order. */
    Map<RowSide, double[]> visibleShares() {
        return shares;
    }

    List<GroundTruth.Pass> passes() {
        return passes;
    }

    /**
     * Writes archives and log.
     *
     * @param start time of frame 0
     * @param each called after every frame
     */
    void film(
            Path storageRoot,
            String clientId,
            String scanId,
            Instant start,
            List<Pose> poses,
            List<GeoPoint> fixes,
            Runnable each)
            throws IOException {
        List<ArchiveName> archives = new ArrayList<>(poses.size());
        for (int frame = 0; frame < poses.size(); frame++) {
            ZonedDateTime t = start.plusMillis(millis(frame)).atZone(ZoneOffset.UTC);
            archives.add(new ArchiveName(scanId, camera, t.getHour(), t.getMinute()));
        }
        Files.createDirectories(storageRoot.resolve(StorageKeys.scanPrefix(clientId, scanId)));
        Studio studio = new Studio();
        try (Jpeg jpeg = new Jpeg(settings.jpegQuality())) {
            for (int from = 0; from < poses.size(); ) {
                ArchiveName name = archives.get(from);
                try (FrameArchive archive =
                        new FrameArchive(storageRoot.resolve(StorageKeys.archive(clientId, name)))) {
                    for (; from < poses.size() && archives.get(from).equals(name); from++) {
                        if (Thread.currentThread().isInterrupted()) {
                            throw new CancellationException("filming was interrupted");
                        }
                        BufferedImage image = studio.shoot(from, poses.get(from));
                        archive.add(from, jpeg.encode(image), start.toEpochMilli() + millis(from));
                        each.run();
                    }
                    archive.finish();
                }
            }
        }
        writeLog(storageRoot.resolve(StorageKeys.log(clientId, new LogName(scanId, camera))), start, fixes, archives);
    }

    private static long millis(int frame) {
        return frame * 1000L / SimulatorSettings.FRAMES_PER_SECOND;
    }

    private static void writeLog(Path log, Instant start, List<GeoPoint> fixes, List<ArchiveName> archives)
            throws IOException {
        Path unfinished = log.resolveSibling("." + log.getFileName() + ".tmp");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
            out.write("frame_number,timestamp,latitude,longitude,filename\n");
            for (int frame = 0; frame < fixes.size(); frame++) {
                long time = start.toEpochMilli() + millis(frame);
                out.write(String.format(
                        Locale.ROOT,
                        "%d,%d.%03d,%.8f,%.8f,%s\n",
                        frame,
                        time / 1000,
                        time % 1000,
                        fixes.get(frame).latitude(),
                        fixes.get(frame).longitude(),
                        archives.get(frame).fileName()));
            }
        }
        Files.move(unfinished, log, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** How frame and pose become a view of a row side. */
    View view(RowSide seen, int frame, Pose pose) {
        Random shake = new Random(settings.seed() * 977 + frame * 2L + (side == Side.LEFT ? 0 : 1));
        shake.nextInt();
        int x = (int) Math.round(Math.max(-3, Math.min(3, shake.nextGaussian())));
        int y = (int) Math.round(Math.max(-5, Math.min(5, 1.5 * shake.nextGaussian())));
        return new View(settings, plan.imageSign(seen), plan.row(seen.row()).alongOf(pose.at()), x, y);
    }

    /** Holds the strip of the pass that is being filmed. */
    private final class Studio {
        private final Lens lens = new Lens(settings);
        private Optional<RowSide> current = Optional.empty();
        private Optional<RowStrip> strip = Optional.empty();

        BufferedImage shoot(int frame, Pose pose) {
            Optional<RowSide> seen = drive.seen(pose, side);
            if (!seen.equals(current)) {
                current = seen;
                strip = seen.map(strips);
                seen.ifPresent(s -> shares.put(s, strip.orElseThrow().visibleShares()));
            }
            double gain = 1 + 0.05 * Math.sin(frame / 90.0) + 0.02 * Math.sin(frame / 17.0);
            int yaw = (int) Math.round(-pose.heading() * WALL_DISTANCE * settings.pixelsPerMetre());
            if (seen.isEmpty()) {
                return lens.expose(null, 0, scenery.field(), yaw, 0, gain, frame);
            }
            View view = view(seen.get(), frame, pose);
            note(seen.get(), frame, view.along());
            int behind = (int) Math.round(view.sign() * view.along() * settings.pixelsPerMetre() / 3) - view.shakeX();
            RowStrip near = strip.orElseThrow();
            return lens.expose(near.canvas(), near.left(view), scenery.nextRow(), behind, view.shakeY(), gain, frame);
        }

        private void note(RowSide seen, int frame, double along) {
            if (along < 0 || along > plan.row(seen.row()).length()) {
                return;
            }
            int last = passes.size() - 1;
            boolean goesOn = last >= 0
                    && passes.get(last).lastFrame() == frame - 1
                    && passes.get(last).row() == seen.row();
            GroundTruth.Pass pass = new GroundTruth.Pass(
                    seen.row(), seen.side(), camera, goesOn ? passes.get(last).firstFrame() : frame, frame);
            if (goesOn) {
                passes.set(last, pass);
            } else {
                passes.add(pass);
            }
        }
    }
}
