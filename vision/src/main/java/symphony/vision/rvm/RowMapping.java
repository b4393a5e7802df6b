package symphony.vision.rvm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.artifact.LogName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.VinesPerRow;
import symphony.core.geometry.AlleyAssignment;
import symphony.core.geometry.Alleys;
import symphony.core.geometry.BlockGeometry;
import symphony.core.geometry.NoGeometry;
import symphony.core.geometry.Pass;
import symphony.core.geometry.Passes;
import symphony.core.geometry.StartAlley;
import symphony.core.geometry.Track;
import symphony.core.registry.Block;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Vine;
import symphony.core.session.Session;
import symphony.vision.BadData;

/** From a session and its logs to the row video map, scan by scan. */
final class RowMapping {
    /** A lead smaller than this on the next best alley is a guess. */
    private static final double SURE = 2;
    /** No vine's canopy goes further past its trunk, metres. */
    private static final double MOST_OVERHANG = 1;

    private final Session session;
    private final Map<LogName, CameraLog> logs;
    private final Consumer<String> remarks;
    private final BlockGeometry geometry;
    private final Alleys alleys;

    /** @throws NoGeometry where the block's rows cannot be told; the message says what to add */
    RowMapping(Session session, Map<LogName, CameraLog> logs, Consumer<String> remarks) {
        this.session = session;
        this.logs = logs;
        this.remarks = remarks;
        this.geometry = BlockGeometry.of(session, logs);
        this.alleys = new Alleys(geometry);
        if (!geometry.surveyed()) {
            remarks.accept(
                    "block " + session.block().name() + " is not surveyed: rows are placed by start rows, spacing"
                            + " and the drive, so their ends and vines are approximate");
        }
    }

    /** @throws BadData where no scan shows a row */
    RowVideoMap map() {
        List<Stretch> stretches = new ArrayList<>();
        for (Scan scan : session.scans()) {
            stretches.addAll(stretches(ScanLogs.of(scan, logs)));
        }
        if (stretches.isEmpty()) {
            throw new BadData("no scan of this session drives along a row of block "
                    + session.block().name()
                    + ": check that the block's geometry, or its start rows, and the scans belong"
                    + " together");
        }
        return new MapWriter(this::varietal, remarks).write(stretches);
    }

    VinesPerRow vines() {
        Block block = session.block();
        TreeMap<Integer, Integer> vines = new TreeMap<>();
        for (Integer row : geometry.rows().keySet()) {
            vines.put(row, geometry.vines(block, row).size());
        }
        return new VinesPerRow(vines);
    }

    private List<Stretch> stretches(ScanLogs scanLogs) {
        Scan scan = scanLogs.scan();
        Track track = leadTrack(scanLogs);
        double shortest = geometry.rows().values().stream()
                .mapToDouble(r -> Alleys.shortest(r.length()))
                .min()
                .orElseThrow();
        List<Pass> passes = Passes.cut(track, geometry.axis(), geometry.rowSpace(), shortest * 0.8);
        List<AlleyAssignment.Assigned> assigned = assign(scan, track, passes);
        StretchCutter cutter = new StretchCutter(scanLogs, track, overhang());
        List<Stretch> stretches = new ArrayList<>();
        for (int k = 0; k < passes.size(); k++) {
            Pass pass = passes.get(k);
            AlleyAssignment.Assigned a = assigned.get(k);
            if (a.alley() == AlleyAssignment.OUTSIDE) {
                remark(
                        scanLogs,
                        track,
                        pass,
                        "is along no row of block " + session.block().name());
                continue;
            }
            if (a.margin() < SURE) {
                remark(
                        scanLogs,
                        track,
                        pass,
                        "is taken to be " + alleys.name(a.alley()) + ", but this is a guess: review it");
            }
            for (String camera : scanLogs.cameras().keySet()) {
                alleys.seen(a.alley(), pass.up(), scanLogs.side(camera))
                        .flatMap(side -> cutter.cut(pass, side, camera))
                        .ifPresent(stretches::add);
            }
        }
        if (stretches.isEmpty()) {
            remarks.accept("scan " + scan.scanId() + " shows no row of block "
                    + session.block().name());
        }
        return stretches;
    }

    private List<AlleyAssignment.Assigned> assign(Scan scan, Track track, List<Pass> passes) {
        int rows = geometry.rows().size();
        // with one row, a start row does not tell on which side of it the vehicle is
        Optional<StartAlley> start = rows < 2
                ? Optional.empty()
                : StartAlley.of(scan, geometry.rows().lastKey());
        Integer direction = scan.direction();
        List<AlleyAssignment.Assigned> assigned = new AlleyAssignment(
                        geometry.rowSpace(),
                        alleys.count(),
                        start.map(this::byIndex),
                        direction == null ? 0 : direction)
                .assign(passes.stream().map(p -> alleys.offsets(track, p)).toList());
        if (start.isPresent() && !passes.isEmpty() && assigned.get(0).alley() != AlleyAssignment.OUTSIDE) {
            StartAlley said = byIndex(start.get());
            if (said.alley() != assigned.get(0).alley()
                    || said.growsLeft() != passes.get(0).up()) {
                remarks.accept("scan " + scan.scanId() + ": startleft " + scan.startLeft() + " and startright "
                        + scan.startRight() + " do not fit the positions, by which it starts "
                        + alleys.name(assigned.get(0).alley()) + "; the positions were followed");
            }
        }
        return assigned;
    }

    /** Row numbers may have gaps; alleys are counted over the rows there are. */
    private StartAlley byIndex(StartAlley byNumber) {
        int below = geometry.rows().headMap(byNumber.alley() + 1).size();
        return new StartAlley(below, byNumber.growsLeft());
    }

    /** Both cameras ride on one vehicle: the log with the most fixes tells where it is. */
    private Track leadTrack(ScanLogs scanLogs) {
        String scanId = scanLogs.scan().scanId();
        LogName lead = scanLogs.cameras().keySet().stream()
                .map(camera -> new LogName(scanId, camera))
                .max(Comparator.comparingLong(this::fixes).thenComparing(LogName::fileName, Comparator.reverseOrder()))
                .orElseThrow();
        CameraLog log = logs.get(lead);
        if (log == null) {
            throw new IllegalStateException(lead.fileName() + " was there before");
        }
        return Track.of(log, geometry.plane(), lead.fileName());
    }

    private long fixes(LogName name) {
        CameraLog log = logs.get(name);
        return log == null ? 0 : log.frames().stream().filter(Frame::hasFix).count();
    }

    private double overhang() {
        Double space = session.block().plantSpace();
        return Math.min(MOST_OVERHANG, (space == null || space <= 0 ? MOST_OVERHANG : space) / 2);
    }

    /** What stands most in the row, else the block's. */
    private String varietal(int row) {
        return session.block().rows().stream()
                .filter(r -> r.number() == row)
                .map(Row::vines)
                .flatMap(List::stream)
                .map(Vine::variety)
                .filter(v -> !v.isEmpty())
                .collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(session.block().varietal());
    }

    private void remark(ScanLogs scanLogs, Track track, Pass pass, String what) {
        remarks.accept(String.format(
                Locale.ROOT,
                "scan %s: the pass from %.2f s to %.2f s %s",
                scanLogs.scan().scanId(),
                track.time(pass.first()) - scanLogs.start(),
                track.time(pass.last()) - scanLogs.start(),
                what));
    }
}
