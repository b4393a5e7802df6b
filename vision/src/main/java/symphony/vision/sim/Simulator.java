package symphony.vision.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.vision.Progress;

/** Plants clusters on the vines of a block, drives through it with two cameras, and leaves archives and logs. */
public final class Simulator {
    private final SimulatorSettings settings;

    public Simulator(SimulatorSettings settings) {
        this.settings = settings;
    }

    /**
     * Films the one block of a client in its one scan. The scan's {@code start} is the time of the first frame.
     *
     * @param client with one farm, one block whose vines have positions, and one scan
     * @param storageRoot the folder that storage keys are relative to; files of the same names are replaced
     * @param progress called from any thread, one call at a time
     * @throws IllegalArgumentException where block or scan lack what a drive needs; the message says what
     * @throws IOException where files cannot be written
     * @throws CancellationException where the thread is interrupted; unfinished files are gone then
     */
    public GroundTruth film(Client client, Path storageRoot, Progress progress) throws IOException {
        Block block = only(only(client.farms(), "farm").blocks(), "block");
        Scan scan = only(client.scans(), "scan");
        Instant start = start(scan);
        BlockPlan plan = BlockPlan.of(block);
        Drive drive = new Drive(plan);
        List<Pose> poses = drive.poses(scan, settings);
        List<GeoPoint> fixes = Receiver.fixes(poses, plan.plane(), settings);
        Planting planting = new Planting(plan, settings);
        Foliage foliage = new Foliage(settings.seed(), settings.pixelsPerMetre());
        Scenery scenery = new Scenery(settings);
        Runnable each = counter(poses.size() * scan.cameras().size(), progress);
        List<CameraRun> runs = new ArrayList<>();
        List<Callable<Void>> jobs = new ArrayList<>();
        for (Map.Entry<String, Side> camera : cameras(scan).entrySet()) {
            CameraRun run = new CameraRun(
                    settings,
                    drive,
                    plan,
                    side -> new RowStrip(plan, side, planting.on(side), foliage, settings),
                    scenery,
                    camera.getKey(),
                    camera.getValue());
            runs.add(run);
            jobs.add(() -> {
                run.film(storageRoot, client.id(), scan.scanId(), start, poses, fixes, each);
                return null;
            });
        }
        runAll(jobs);
        return truth(block, planting, runs);
    }

    private static <T> T only(List<T> list, String what) {
        if (list.size() != 1) {
            throw new IllegalArgumentException("the simulator films one " + what + ", there are " + list.size());
        }
        return list.get(0);
    }

    private static Instant start(Scan scan) {
        try {
            return Instant.parse(scan.start());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "scan " + scan.scanId() + ": start must be a time like 2026-09-14T10:01:51.65Z, not '"
                            + scan.start() + "'",
                    e);
        }
    }

    private static Map<String, Side> cameras(Scan scan) {
        Map<String, Side> cameras = new TreeMap<>();
        scan.cameras().forEach((camera, side) -> {
            if (side == null) {
                throw new IllegalArgumentException("scan " + scan.scanId() + ": camera " + camera + " has no side");
            }
            cameras.put(camera, side);
        });
        return cameras;
    }

    private static Runnable counter(int frames, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        return () -> {
            int n = done.incrementAndGet();
            if (n % 20 == 0 || n == frames) {
                synchronized (done) {
                    progress.at((double) n / frames, n + " of " + frames + " frames filmed");
                }
            }
        };
    }

    /** One thread a camera; the first failure ends all. */
    private static void runAll(List<Callable<Void>> jobs) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, jobs.size()));
        try {
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(threads);
            jobs.forEach(running::submit);
            for (int i = 0; i < jobs.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("filming was interrupted");
        } finally {
            end(threads);
        }
    }

    /** Returns when no thread writes any more, so that nothing unfinished is left. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private GroundTruth truth(Block block, Planting planting, List<CameraRun> runs) {
        Map<RowSide, double[]> shares = new TreeMap<>();
        List<GroundTruth.Pass> passes = new ArrayList<>();
        for (CameraRun run : runs) {
            shares.putAll(run.visibleShares());
            passes.addAll(run.passes());
        }
        List<GroundTruth.Cluster> clusters = new ArrayList<>();
        shares.forEach((side, visible) -> {
            List<PlantedCluster> planted = planting.on(side);
            for (int i = 0; i < planted.size(); i++) {
                PlantedCluster c = planted.get(i);
                clusters.add(new GroundTruth.Cluster(
                        side.row(),
                        side.side(),
                        c.vine(),
                        GroundTruth.rounded(c.along()),
                        GroundTruth.rounded(c.height()),
                        GroundTruth.rounded(c.width()),
                        GroundTruth.rounded(c.length()),
                        GroundTruth.rounded(visible[i])));
            }
        });
        return new GroundTruth(block.name(), settings.seed(), clusters, passes);
    }
}
