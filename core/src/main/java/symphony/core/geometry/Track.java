package symphony.core.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.registry.GeoPoint;

/**
 * Where the vehicle was at every frame of one log, ordered by time: fixes that tell nothing are dropped, the rest smoothed
 * forward and backward.
 */
public final class Track {
    private static final int FEWEST_FIXES = 5;
    /** Metres a second under which a heading tells nothing and the last one holds. */
    private static final double STANDING = 0.15;

    private final List<Frame> frames;
    private final int fixes;
    private final double[] times;
    private final Smoother path;
    private final double[] heading;
    private final double[] distance;
    private final Map<Long, Integer> byNumber;

    private Track(List<Frame> frames, List<Fixes.Fix> fixes) {
        this.frames = frames;
        this.fixes = fixes.size();
        int n = frames.size();
        times = frames.stream().mapToDouble(Frame::timestamp).toArray();
        path = new Smoother(times, fixes);
        heading = headings(path);
        distance = new double[n];
        byNumber = new HashMap<>(2 * n);
        for (int i = 0; i < n; i++) {
            byNumber.put(frames.get(i).number(), i);
            if (i > 0) {
                distance[i] = distance[i - 1] + Math.hypot(path.x[i] - path.x[i - 1], path.y[i] - path.y[i - 1]);
            }
        }
    }

    /**
     * @param where the log's file name, for messages
     * @throws NoGeometry where the log has too few positions
     */
    public static Track of(CameraLog log, LocalPlane plane, String where) {
        List<Frame> frames = new ArrayList<>(log.frames());
        if (frames.isEmpty()) {
            throw new NoGeometry(where + ": no frames in this log; upload the camera's log again");
        }
        frames.sort(Comparator.comparingDouble(Frame::timestamp));
        List<Fixes.Fix> fixes = Fixes.of(frames, plane);
        if (fixes.size() < FEWEST_FIXES) {
            long with = frames.stream().filter(Frame::hasFix).count();
            throw new NoGeometry(where + ": " + with + " of " + frames.size() + " frames have a GPS position, and "
                    + fixes.size() + " of them differ, too few to tell where the vehicle drove; fill latitude and"
                    + " longitude from the receiver's own record, or leave the scan out");
        }
        return new Track(List.copyOf(frames), fixes);
    }

    /** The positions a log has, as they stand in it. */
    public static List<GeoPoint> positions(CameraLog log) {
        return log.frames().stream()
                .filter(Frame::hasFix)
                .map(f -> new GeoPoint(f.longitude(), f.latitude()))
                .toList();
    }

    /** How many frames. */
    public int size() {
        return times.length;
    }

    /** How many fixes it rests on. */
    public int fixes() {
        return fixes;
    }

    public Frame frame(int i) {
        return frames.get(i);
    }

    /** The index of the frame with this number. */
    public OptionalInt indexOf(long frameNumber) {
        Integer i = byNumber.get(frameNumber);
        return i == null ? OptionalInt.empty() : OptionalInt.of(i);
    }

    /** The index of the last frame at or before a time, or 0. */
    public int indexAt(double time) {
        int i = Arrays.binarySearch(times, time);
        return i >= 0 ? i : Math.max(0, -i - 2);
    }

    /** Seconds since 1970. */
    public double time(int i) {
        return times[i];
    }

    public double x(int i) {
        return path.x[i];
    }

    public double y(int i) {
        return path.y[i];
    }

    /** The place at a frame. */
    public PlanePoint at(int i) {
        return new PlanePoint(path.x[i], path.y[i]);
    }

    /** The place at any time within the log, between frames by the straight line; outside it, that of the nearest frame. */
    public PlanePoint at(double time) {
        int i = indexAt(time);
        if (i + 1 >= times.length || time <= times[i]) {
            return at(i);
        }
        double w = (time - times[i]) / (times[i + 1] - times[i]);
        return new PlanePoint((1 - w) * path.x[i] + w * path.x[i + 1], (1 - w) * path.y[i] + w * path.y[i + 1]);
    }

    /** Where it moves to, radians from east to north, -π to π; while it stands, where it moved to before. */
    public double heading(int i) {
        return heading[i];
    }

    /** Metres a second. */
    public double speed(int i) {
        return Math.hypot(path.vx[i], path.vy[i]);
    }

    /** Metres driven since the first frame, forward or backward alike. */
    public double distance(int i) {
        return distance[i];
    }

    private static double[] headings(Smoother path) {
        int n = path.x.length;
        double[] heading = new double[n];
        double last = Double.NaN;
        int first = -1;
        for (int i = 0; i < n; i++) {
            if (Math.hypot(path.vx[i], path.vy[i]) > STANDING) {
                last = Math.atan2(path.vy[i], path.vx[i]);
                first = first < 0 ? i : first;
            }
            heading[i] = last;
        }
        for (int i = 0; i < n && Double.isNaN(heading[i]); i++) {
            heading[i] = first < 0 ? 0 : heading[first];
        }
        return heading;
    }
}
