package symphony.vision.rvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.geometry.Alleys;
import symphony.core.geometry.Pass;
import symphony.core.geometry.RowLine;
import symphony.core.geometry.Track;

/** Clips a pass to a row's ends and cuts it where the log goes over to the next archive. */
final class StretchCutter {
    /** Frames a second; the map's times lie on this grid. */
    private static final double RATE = 20;

    private final ScanLogs logs;
    private final Track track;
    private final double overhang;

    /**
     * @param track the scan's, on which passes are indexed
     * @param overhang metres that the canopy of the first and the last vine goes past their trunks
     */
    StretchCutter(ScanLogs logs, Track track, double overhang) {
        this.logs = logs;
        this.track = track;
        this.overhang = overhang;
    }

    /** Nothing where too little of the row is seen, or the camera has no frames there. */
    Optional<Stretch> cut(Pass pass, Alleys.RowSide side, String camera) {
        RowLine row = side.line();
        int first = -1;
        int last = -1;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = pass.first(); i <= pass.last(); i++) {
            double along = row.along(track.x(i), track.y(i));
            if (along >= -overhang && along <= row.length() + overhang) {
                first = first < 0 ? i : first;
                last = i;
                least = Math.min(least, along);
                most = Math.max(most, along);
            }
        }
        if (first < 0 || most - least < Alleys.shortest(row.length()) * 0.8) {
            return Optional.empty();
        }
        List<Stretch.Piece> pieces = pieces(camera, track.time(first), track.time(last));
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Stretch(logs.scan().scanId(), camera, row.row(), side.direction(), pieces, most - least));
    }

    private List<Stretch.Piece> pieces(String camera, double from, double to) {
        List<Frame> frames = logs.cameras().getOrDefault(camera, List.of());
        Map<ArchiveName, double[]> spans = new LinkedHashMap<>();
        double half = 0.5 / RATE;
        for (Frame f : frames) {
            if (f.timestamp() >= from - half
                    && f.timestamp() < to + half
                    && f.archive().isPresent()) {
                double at = f.timestamp() - logs.start();
                double[] span = spans.computeIfAbsent(f.archive().get(), a -> new double[] {at, at});
                span[1] = at;
            }
        }
        List<Stretch.Piece> pieces = new ArrayList<>();
        long next = Long.MIN_VALUE;
        for (Map.Entry<ArchiveName, double[]> e : spans.entrySet()) {
            long start = Math.round(e.getValue()[0] * RATE);
            long end = Math.round(e.getValue()[1] * RATE);
            // frames that are missing at the border leave no gap in the map
            start = next == Long.MIN_VALUE ? start : next;
            end = Math.max(start, end);
            next = end + 1;
            pieces.add(new Stretch.Piece(e.getKey(), start / RATE, end / RATE));
        }
        return pieces;
    }
}
