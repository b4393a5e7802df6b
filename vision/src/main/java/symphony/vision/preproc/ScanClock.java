package symphony.vision.preproc;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.RowPart;
import symphony.vision.BadData;

/**
 * Maps the row video map's seconds to a log's timestamps.
 *
 * @param start timestamp of second 0
 */
record ScanClock(double start) {
    /** Half a frame at 20 frames/s: closer than that two times mean the same frame. */
    private static final double HALF_FRAME = 0.025;
    /** Cameras of one vehicle that start further apart are no cameras of one scan. */
    private static final double MOST_OFFSET = 2;

    private record Span(double first, double last) {
        Span with(double time) {
            return new Span(Math.min(first, time), Math.max(last, time));
        }
    }

    /**
     * Seconds count from the scan's first frame of any camera, but only one camera's log is at hand. Each part lies
     * within its archive, and the log says when that began and ended; so the parts bound how much later than the scan
     * this camera began. No offset is assumed unless a bound asks for one.
     *
     * @param parts of the log's camera and scan
     * @param where names log and map in messages
     * @throws BadData where no offset within 2 s puts the parts into their archives
     */
    static ScanClock of(CameraLog log, List<RowPart> parts, String where) {
        double first = log.frames().stream()
                .mapToDouble(CameraLog.Frame::timestamp)
                .min()
                .orElseThrow(() -> new BadData(where + ": the log names no frames; upload the camera's log again"));
        Map<ArchiveName, Span> spans = spans(log, first);
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.POSITIVE_INFINITY;
        for (RowPart part : parts) {
            Optional<Span> span = Optional.ofNullable(spans.get(part.name().archive()));
            if (span.isPresent()) {
                least = Math.max(least, part.end() - span.get().last());
                most = Math.min(most, part.start() - span.get().first());
            }
        }
        double offset = offset(least, most);
        if (!(Math.abs(offset) <= MOST_OFFSET) || least - most > MOST_OFFSET) {
            throw new BadData(String.format(
                    Locale.ROOT,
                    "%s: the map's seconds do not fit the log's archives (off by %.2f s); do the scan's rvm again from"
                            + " the present logs",
                    where,
                    Math.max(Math.abs(offset), least - most)));
        }
        return new ScanClock(first - offset);
    }

    private static double offset(double least, double most) {
        if (least - HALF_FRAME <= most + HALF_FRAME && least <= HALF_FRAME && most >= -HALF_FRAME) {
            return 0;
        }
        if (least > most) {
            return (least + most) / 2;
        }
        return least > 0 ? least : most;
    }

    private static Map<ArchiveName, Span> spans(CameraLog log, double first) {
        Map<ArchiveName, Span> spans = new HashMap<>();
        for (CameraLog.Frame frame : log.frames()) {
            double time = frame.timestamp() - first;
            frame.archive()
                    .ifPresent(a -> spans.merge(a, new Span(time, time), (old, fresh) -> old.with(fresh.first())));
        }
        return spans;
    }

    /** Whether a frame of this timestamp lies in the part; both ends count. */
    boolean holds(RowPart part, double timestamp) {
        double seconds = timestamp - start;
        return seconds >= part.start() - HALF_FRAME && seconds <= part.end() + HALF_FRAME;
    }
}
