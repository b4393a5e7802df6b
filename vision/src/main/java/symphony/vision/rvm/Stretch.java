package symphony.vision.rvm;

import java.util.List;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Direction;

/**
 * One row side in one pass, seen by one camera.
 *
 * @param pieces by archive, in the order of time
 * @param metres of the row that are seen
 */
record Stretch(String scanId, String camera, int row, Direction direction, List<Piece> pieces, double metres) {
    /**
     * What one archive has of it.
     *
     * @param start seconds since the scan's start, inclusive
     * @param end seconds since the scan's start, inclusive
     */
    record Piece(ArchiveName archive, double start, double end) {}

    Stretch {
        pieces = List.copyOf(pieces);
    }

    double start() {
        return pieces.get(0).start();
    }
}
