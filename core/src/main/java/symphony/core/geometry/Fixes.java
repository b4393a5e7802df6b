package symphony.core.geometry;

import java.util.ArrayList;
import java.util.List;
import symphony.core.artifact.CameraLog.Frame;

/** The fixes of a log that tell something: no missing ones, no repeats of a stale one, no jumps. */
final class Fixes {
    /** Metres a second; faster no scan is driven. */
    private static final double FASTEST = 10;
    /** Metres a good fix may lie off. */
    private static final double SLACK = 4;
    /** So many fixes in a row that agree with each other are no jump, the receiver has found itself again. */
    private static final int ENOUGH_TO_BELIEVE = 6;

    /** A fix and the index of the frame that has it first. */
    record Fix(int frame, double time, PlanePoint at) {}

    private Fixes() {}

    /** @param frames ordered by time */
    static List<Fix> of(List<Frame> frames, LocalPlane plane) {
        return withoutJumps(distinct(frames, plane));
    }

    /** A receiver is slower than the camera: its last fix is written again and again. Only the first tells a time. */
    private static List<Fix> distinct(List<Frame> frames, LocalPlane plane) {
        List<Fix> fixes = new ArrayList<>();
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        double time = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < frames.size(); i++) {
            Frame f = frames.get(i);
            boolean repeated = f.latitude() == latitude && f.longitude() == longitude;
            if (!f.hasFix() || repeated || f.timestamp() <= time) {
                continue;
            }
            latitude = f.latitude();
            longitude = f.longitude();
            time = f.timestamp();
            fixes.add(new Fix(i, time, plane.toPlane(latitude, longitude)));
        }
        return fixes;
    }

    private static List<Fix> withoutJumps(List<Fix> all) {
        List<Fix> kept = new ArrayList<>();
        List<Fix> suspects = new ArrayList<>();
        for (Fix fix : all.subList(firstCredible(all), all.size())) {
            if (kept.isEmpty() || reachable(kept.get(kept.size() - 1), fix)) {
                kept.add(fix);
                suspects.clear();
                continue;
            }
            if (!suspects.isEmpty() && !reachable(suspects.get(suspects.size() - 1), fix)) {
                suspects.clear();
            }
            suspects.add(fix);
            if (suspects.size() >= ENOUGH_TO_BELIEVE) {
                kept.addAll(suspects);
                suspects.clear();
            }
        }
        return kept;
    }

    /** The first fix from which most of the next ones can be reached. */
    private static int firstCredible(List<Fix> all) {
        for (int i = 0; i + 1 < all.size(); i++) {
            List<Fix> next = all.subList(i + 1, Math.min(all.size(), i + 10));
            Fix fix = all.get(i);
            if (next.stream().filter(n -> reachable(fix, n)).count() * 2 > next.size()) {
                return i;
            }
        }
        return 0;
    }

    private static boolean reachable(Fix from, Fix to) {
        return from.at().distance(to.at()) <= SLACK + FASTEST * (to.time() - from.time());
    }
}
