package symphony.vision.rvm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.artifact.LogName;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.vision.BadData;

/**
 * The logs of one scan.
 *
 * @param cameras by camera, frames ordered by time
 * @param start seconds since 1970: the first frame over all cameras
 */
record ScanLogs(Scan scan, SortedMap<String, List<Frame>> cameras, double start) {

    /**
     * @param logs of all scans
     * @throws BadData where a camera's log or side is lacking, or a log does not say which archive holds its frames
     */
    static ScanLogs of(Scan scan, Map<LogName, CameraLog> logs) {
        TreeMap<String, List<Frame>> cameras = new TreeMap<>();
        for (String camera : scan.cameras().keySet()) {
            LogName name = new LogName(scan.scanId(), camera);
            CameraLog log = logs.get(name);
            if (log == null) {
                throw new BadData(
                        name.fileName() + ": the log of this camera is not there; upload it, or take the camera"
                                + " out of the scan in the registry");
            }
            if (log.frames().isEmpty()) {
                throw new BadData(name.fileName() + ": no frames in this log; upload the camera's log again");
            }
            if (!log.hasFileNames()
                    || log.frames().stream().noneMatch(f -> f.archive().isPresent())) {
                throw new BadData(name.fileName() + ": the log does not say which archive holds each frame (no column"
                        + " 'filename'); run symphony scan fix-log");
            }
            if (log.frames().stream().anyMatch(f -> !Double.isFinite(f.timestamp()))) {
                throw new BadData(name.fileName() + ": a frame has no time; repair the column 'timestamp'");
            }
            cameras.put(
                    camera,
                    log.frames().stream()
                            .sorted(Comparator.comparingDouble(Frame::timestamp))
                            .toList());
        }
        double start = cameras.values().stream()
                .mapToDouble(f -> f.get(0).timestamp())
                .min()
                .orElseThrow(() -> new BadData("scan " + scan.scanId() + " has no cameras; name them in the registry"));
        return new ScanLogs(scan, cameras, start);
    }

    /** @throws BadData where the registry does not say it */
    Side side(String camera) {
        Side side = scan.cameras().get(camera);
        if (side == null) {
            throw new BadData("scan " + scan.scanId() + ": the registry does not say whether camera " + camera
                    + " looks to the left or to the right");
        }
        return side;
    }
}
