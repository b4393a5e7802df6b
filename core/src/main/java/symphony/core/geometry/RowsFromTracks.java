package symphony.core.geometry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.LogName;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.session.Session;

/**
 * Rows of a block that nobody surveyed: their direction is the one most driven in, their places follow from the alleys
 * driven, the start rows and the spacing, their ends from where the passes end. Row 1's first vine is taken to stand
 * where the first pass begins.
 */
final class RowsFromTracks {
    private static final double SHORTEST_PASS = 8;

    private final Block block;
    private final int rowCount;
    private final List<Driven> driven = new ArrayList<>();
    private double spacing;

    /** A pass in the frame of the rows: u along them, v to the left. */
    private record Driven(String scanId, boolean up, double across, double from, double to) {}

    /** A pass and how many alleys it lies to the left of the rightmost. */
    private record Stepped(Driven driven, int step) {}

    private RowsFromTracks(Block block) {
        this.block = block;
        this.rowCount = BlockGeometry.rowCount(block);
        this.spacing = BlockGeometry.rowSpace(block);
    }

    static BlockGeometry of(Session session, Map<LogName, CameraLog> logs) {
        return new RowsFromTracks(session.block()).build(session, logs);
    }

    private BlockGeometry build(Session session, Map<LogName, CameraLog> logs) {
        String what = "block " + block.name() + " has no row lines and no vines' positions";
        if (rowCount < 1) {
            throw new NoGeometry(what + ", and num_rows is not given; give either in the registry file");
        }
        SortedMap<String, LogName> best = fullestLogs(logs);
        if (best.isEmpty()) {
            throw new NoGeometry(
                    what + ", and no camera log has GPS positions to tell rows by; survey the rows' ends and"
                            + " give them as geometry in the registry file");
        }
        LogName first = best.values().iterator().next();
        LocalPlane plane = LocalPlane.at(sample(Track.positions(logOf(logs, first))));
        TreeMap<String, Track> tracks = new TreeMap<>();
        best.forEach((scan, name) -> tracks.put(scan, Track.of(logOf(logs, name), plane, name.fileName())));
        double axis = RowAxis.of(tracks.values());
        tracks.forEach((scan, track) -> drive(scan, track, axis));
        Scan anchorScan = session.scans().stream()
                .filter(s -> StartAlley.of(s, rowCount).isPresent())
                .filter(s -> driven.stream().anyMatch(d -> d.scanId().equals(s.scanId())))
                .min(Comparator.comparing(Scan::scanId))
                .orElseThrow(
                        () -> new NoGeometry(what + ", and no scan with a pass along a row says beside which rows it"
                                + " starts; give startleft and startright of the scans, or the rows' geometry, in the registry"
                                + " file"));
        StartAlley start = StartAlley.of(anchorScan, rowCount).orElseThrow();
        Driven anchor = driven.stream()
                .filter(d -> d.scanId().equals(anchorScan.scanId()))
                .findFirst()
                .orElseThrow();
        boolean growsLeftOfAxis = start.growsLeft() == anchor.up();
        return lines(plane, axis, anchor, start.alley(), growsLeftOfAxis ? 1 : -1);
    }

    private static CameraLog logOf(Map<LogName, CameraLog> logs, LogName name) {
        CameraLog log = logs.get(name);
        if (log == null) {
            throw new IllegalArgumentException("no log " + name);
        }
        return log;
    }

    /** Of each scan the log with the most fixes: both cameras ride on one vehicle. */
    private static SortedMap<String, LogName> fullestLogs(Map<LogName, CameraLog> logs) {
        TreeMap<String, LogName> best = new TreeMap<>();
        TreeMap<String, Long> most = new TreeMap<>();
        logs.entrySet().stream()
                .sorted(Comparator.comparing(e -> e.getKey().fileName()))
                .forEach(e -> {
                    long fixes = e.getValue().frames().stream()
                            .filter(CameraLog.Frame::hasFix)
                            .count();
                    String scan = e.getKey().scanId();
                    if (fixes > most.getOrDefault(scan, 0L)) {
                        most.put(scan, fixes);
                        best.put(scan, e.getKey());
                    }
                });
        return best;
    }

    /** The middle half of the positions, so that a jump does not move the plane far. */
    private static Collection<GeoPoint> sample(List<GeoPoint> all) {
        double latitude = median(all.stream().map(GeoPoint::latitude).toList());
        double longitude = median(all.stream().map(GeoPoint::longitude).toList());
        return List.of(new GeoPoint(longitude, latitude));
    }

    private void drive(String scan, Track track, double axis) {
        double ux = Math.cos(axis);
        double uy = Math.sin(axis);
        for (Pass pass : Passes.cut(track, axis, spacing, SHORTEST_PASS)) {
            List<Double> across = new ArrayList<>();
            double from = Double.POSITIVE_INFINITY;
            double to = Double.NEGATIVE_INFINITY;
            for (int i = pass.first(); i <= pass.last(); i++) {
                double along = track.x(i) * ux + track.y(i) * uy;
                across.add(track.y(i) * ux - track.x(i) * uy);
                from = Math.min(from, along);
                to = Math.max(to, along);
            }
            driven.add(new Driven(scan, pass.up(), median(across), from, to));
        }
    }

    private BlockGeometry lines(LocalPlane plane, double axis, Driven anchor, int anchorAlley, int sign) {
        if (block.rowSpace() == null) {
            spacing = smallestStep();
        }
        List<Stepped> steps = stepsAcross();
        int base = steps.stream()
                .filter(s -> s.driven().equals(anchor))
                .findFirst()
                .orElseThrow()
                .step();
        List<double[]> offsets = new ArrayList<>();
        List<double[]> froms = new ArrayList<>();
        List<double[]> tos = new ArrayList<>();
        double longest =
                driven.stream().mapToDouble(d -> d.to() - d.from()).max().orElseThrow();
        for (Stepped s : steps) {
            Driven d = s.driven();
            int alley = anchorAlley + sign * (s.step() - base);
            if (alley < 0 || alley > rowCount) {
                continue;
            }
            offsets.add(new double[] {alley, d.across()});
            if (d.to() - d.from() > 0.7 * longest) {
                froms.add(new double[] {alley, d.from()});
                tos.add(new double[] {alley, d.to()});
            }
        }
        MedianLine place = MedianLine.through(offsets, sign * spacing);
        // a stated spacing is only corrected by many alleys, and only a little
        boolean believe = offsets.stream().mapToDouble(o -> o[0]).distinct().count() >= 4
                && Math.abs(place.slope() / (sign * spacing) - 1) < 0.15;
        MedianLine across = believe ? place : MedianLine.ofSlope(offsets, sign * spacing);
        MedianLine from = ends(froms);
        MedianLine to = ends(tos);
        TreeMap<Integer, RowLine> rows = new TreeMap<>();
        for (int n = 1; n <= rowCount; n++) {
            double v = across.at(n - 0.5);
            double low = from.at(n - 0.5);
            double high = to.at(n - 0.5);
            double length = statedLength(n).orElse(high - low);
            double middle = (low + high) / 2;
            PlanePoint a = place(axis, middle - length / 2, v);
            PlanePoint b = place(axis, middle + length / 2, v);
            rows.put(n, anchor.up() ? RowLine.between(n, a, b) : RowLine.between(n, b, a));
        }
        return new BlockGeometry(plane, rows, Math.abs(across.slope()), false);
    }

    /** The ends of rows are slanted only where many alleys say so. */
    private static MedianLine ends(List<double[]> ends) {
        return ends.stream().mapToDouble(o -> o[0]).distinct().count() >= 5
                ? MedianLine.through(ends, 0)
                : MedianLine.ofSlope(ends, 0);
    }

    private static PlanePoint place(double axis, double along, double across) {
        double ux = Math.cos(axis);
        double uy = Math.sin(axis);
        return new PlanePoint(along * ux - across * uy, along * uy + across * ux);
    }

    /** Metres from first vine to last where vines are counted and their spacing is known. */
    private Optional<Double> statedLength(int number) {
        Double space = block.plantSpace();
        Optional<Row> row =
                block.rows().stream().filter(r -> r.number() == number).findFirst();
        int vines = row.map(r -> BlockGeometry.countOf(block, r, null)).orElse(0);
        return space == null || space <= 0 || vines < 2 ? Optional.empty() : Optional.of((vines - 1) * space);
    }

    /** How many alleys each pass lies from the rightmost: neighbours in place are a whole number of spacings apart. */
    private List<Stepped> stepsAcross() {
        List<Driven> sorted = driven.stream()
                .sorted(Comparator.comparingDouble(Driven::across))
                .toList();
        List<Stepped> steps = new ArrayList<>();
        double centre = sorted.get(0).across();
        int step = 0;
        int members = 0;
        for (Driven d : sorted) {
            int ahead = (int) Math.round((d.across() - centre) / spacing);
            if (ahead > 0) {
                step += ahead;
                centre = d.across();
                members = 1;
            } else {
                members++;
                centre += (d.across() - centre) / members;
            }
            steps.add(new Stepped(d, step));
        }
        return steps;
    }

    /** Where no spacing is stated: the step between neighbouring alleys that is seen most often among the small ones. */
    private double smallestStep() {
        List<Double> across = driven.stream().map(Driven::across).sorted().toList();
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < across.size(); i++) {
            double gap = across.get(i) - across.get(i - 1);
            if (gap > 1.2) {
                gaps.add(gap);
            }
        }
        if (gaps.isEmpty()) {
            return spacing;
        }
        double least = gaps.stream().min(Comparator.naturalOrder()).orElseThrow();
        return median(gaps.stream().filter(g -> g < 1.5 * least).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
