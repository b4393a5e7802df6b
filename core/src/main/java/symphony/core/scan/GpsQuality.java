package symphony.core.scan;

import java.util.List;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;

/**
 * How good the positions of a log are.
 *
 * @param frames lines of the log
 * @param withFix frames that have a position
 * @param distinct positions that differ from the one before: what the receiver gave
 * @param perSecond distinct positions a second, while there are any
 * @param longestGap seconds between two distinct positions at most; standing counts as a gap too
 * @param metres along the positions as they stand in the log
 */
public record GpsQuality(int frames, int withFix, int distinct, double perSecond, double longestGap, double metres) {

    public static GpsQuality of(CameraLog log) {
        List<Frame> frames = log.frames();
        int withFix = 0;
        int distinct = 0;
        double longest = 0;
        double metres = 0;
        double first = Double.NaN;
        Frame last = null;
        for (Frame f : frames) {
            if (!f.hasFix()) {
                continue;
            }
            withFix++;
            if (last == null) {
                first = f.timestamp();
            } else if (last.latitude() == f.latitude() && last.longitude() == f.longitude()) {
                continue;
            } else {
                longest = Math.max(longest, f.timestamp() - last.timestamp());
                metres += metres(last, f);
            }
            distinct++;
            last = f;
        }
        double seconds = last == null ? 0 : last.timestamp() - first;
        return new GpsQuality(
                frames.size(), withFix, distinct, seconds > 0 ? (distinct - 1) / seconds : 0, longest, metres);
    }

    private static double metres(Frame a, Frame b) {
        double east = (b.longitude() - a.longitude()) * Math.cos(Math.toRadians(a.latitude()));
        return Math.hypot(east, b.latitude() - a.latitude()) * 111_320;
    }

    /** Good, fair, poor or none, in a word. */
    public String word() {
        double share = frames == 0 ? 0 : (double) withFix / frames;
        if (distinct < 5) {
            return "none";
        }
        return share > 0.98 && perSecond >= 4 ? "good" : share > 0.8 && perSecond >= 0.8 ? "fair" : "poor";
    }
}
