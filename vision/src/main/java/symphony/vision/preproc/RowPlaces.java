package symphony.vision.preproc;

import java.util.Map;
import java.util.OptionalInt;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.LogName;
import symphony.core.geometry.BlockGeometry;
import symphony.core.geometry.NoGeometry;
import symphony.core.geometry.RowLine;
import symphony.core.geometry.Track;
import symphony.core.session.Session;
import symphony.vision.BadData;

/** Where along a row the camera was at a frame. */
final class RowPlaces {
    private final BlockGeometry block;
    private final Track track;

    private RowPlaces(BlockGeometry block, Track track) {
        this.block = block;
        this.track = track;
    }

    /** @throws NoGeometry where the block's rows, or the drive, cannot be told */
    static RowPlaces of(Session session, LogName name, CameraLog log) {
        BlockGeometry block = BlockGeometry.of(session, Map.of(name, log));
        return new RowPlaces(block, Track.of(log, block.plane(), name.fileName()));
    }

    /** @throws BadData where the block has no such row */
    PlacedFrame place(CameraLog.Frame frame, int row) {
        RowLine line = block.row(row)
                .orElseThrow(() -> new BadData("session.json: the block has no row " + row
                        + ", but rvm.csv has it seen; do the session's rvm again"));
        OptionalInt i = track.indexOf(frame.number());
        if (i.isEmpty()) {
            throw new IllegalArgumentException("frame " + frame.number() + " is not of this track");
        }
        return new PlacedFrame(
                frame.number(), frame.timestamp(), line.along(track.x(i.getAsInt()), track.y(i.getAsInt())));
    }
}
