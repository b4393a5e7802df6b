package symphony.core.verify;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog;
import symphony.core.registry.GeoPoint;

/** What one log says, taken up frame by frame: a log may be of any length. */
final class CameraTally implements Consumer<CameraLog.Frame> {
    private final List<BlockExtent> extents;
    private final double[] nearest;
    private final FrameNumbers numbers = new FrameNumbers();
    private final SortedMap<ArchiveName, FrameNumbers> archives = new TreeMap<>();
    private @Nullable ArchiveName lastArchive;
    private FrameNumbers framesOfLast = numbers;
    private double lastLatitude = Double.NaN;
    private double lastLongitude = Double.NaN;
    private double lastTime = Double.NaN;

    double first = Double.NaN;
    long frames;
    long withFix;
    /** Positions that differ from the one before. */
    long moves;

    long backwards;
    long doubled;
    long unnamed;

    CameraTally(List<BlockExtent> extents) {
        this.extents = extents;
        this.nearest = new double[extents.size()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    }

    @Override
    public void accept(CameraLog.Frame f) {
        if (frames++ == 0) {
            first = f.timestamp();
        }
        backwards += f.timestamp() < lastTime ? 1 : 0;
        lastTime = f.timestamp();
        doubled += numbers.add(f.number()) ? 0 : 1;
        if (f.archive().isPresent()) {
            ofArchive(f.archive().get()).add(f.number());
        } else {
            unnamed++;
        }
        if (f.hasFix()) {
            position(f);
        }
    }

    /** Frames of one archive follow one another. */
    private FrameNumbers ofArchive(ArchiveName archive) {
        if (!archive.equals(lastArchive)) {
            lastArchive = archive;
            framesOfLast = archives.computeIfAbsent(archive, a -> new FrameNumbers());
        }
        return framesOfLast;
    }

    /** A receiver is slower than the camera, so that most positions stand in several lines. */
    private void position(CameraLog.Frame f) {
        withFix++;
        if (f.latitude() == lastLatitude && f.longitude() == lastLongitude) {
            return;
        }
        moves++;
        lastLatitude = f.latitude();
        lastLongitude = f.longitude();
        GeoPoint at = new GeoPoint(f.longitude(), f.latitude());
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = Math.min(nearest[i], extents.get(i).metresTo(at));
        }
    }

    /** Metres between the nearest position and a block; infinite where there is no position. */
    double nearest(int extent) {
        return nearest[extent];
    }

    /** The frames of each archive that the log names. */
    SortedMap<ArchiveName, FrameNumbers> archives() {
        return archives;
    }
}
