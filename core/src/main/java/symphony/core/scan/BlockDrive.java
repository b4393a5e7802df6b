package symphony.core.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.geometry.AlleyAssignment;
import symphony.core.geometry.AlleyAssignment.Assigned;
import symphony.core.geometry.Alleys;
import symphony.core.geometry.BlockGeometry;
import symphony.core.geometry.Pass;
import symphony.core.geometry.Passes;
import symphony.core.geometry.PlanePoint;
import symphony.core.geometry.RowLine;
import symphony.core.geometry.Track;
import symphony.core.registry.Block;
import symphony.core.registry.Side;

/**
 * A scan's drive through one block: the alleys it takes, told from positions alone.
 *
 * @param metres driven along rows of the block
 * @param firstFrame index of the first frame of its first pass
 * @param startLeft row to the left of the first pass; 0 where there is none
 * @param startRight row to the right of it
 * @param direction 1 where row numbers grow along the drive, -1 where they fall
 * @param confidence 0 to 1
 * @param reasons for start and direction, in words
 */
record BlockDrive(
        String farm,
        String block,
        double metres,
        int passes,
        int firstFrame,
        int startLeft,
        int startRight,
        int direction,
        double confidence,
        List<String> reasons) {
    private static final double FARTHEST = 500;

    /** Nothing where the block is not surveyed, or the track does not lead along its rows. */
    static Optional<BlockDrive> of(String farm, Block block, CameraLog log) {
        Optional<BlockGeometry> surveyed = BlockGeometry.surveyed(block);
        if (surveyed.isEmpty() || !comesNear(surveyed.get(), log)) {
            return Optional.empty();
        }
        return new Driving(farm, block.name(), surveyed.get(), log).drive();
    }

    private static boolean comesNear(BlockGeometry geometry, CameraLog log) {
        List<RowLine> rows = List.copyOf(geometry.rows().values());
        int step = Math.max(1, log.frames().size() / 500);
        for (int i = 0; i < log.frames().size(); i += step) {
            Frame f = log.frames().get(i);
            if (f.hasFix()) {
                PlanePoint p = geometry.plane().toPlane(f.latitude(), f.longitude());
                if (rows.stream().anyMatch(r -> p.distance(r.at(r.length() / 2)) < FARTHEST + r.length() / 2)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One block's geometry and the track on its plane. */
    private static final class Driving {
        private final String farm;
        private final String block;
        private final BlockGeometry geometry;
        private final Alleys alleys;
        private final Track track;

        Driving(String farm, String block, BlockGeometry geometry, CameraLog log) {
            this.farm = farm;
            this.block = block;
            this.geometry = geometry;
            this.alleys = new Alleys(geometry);
            this.track = Track.of(log, geometry.plane(), "the log");
        }

        Optional<BlockDrive> drive() {
            double shortest = geometry.rows().values().stream()
                    .mapToDouble(r -> Alleys.shortest(r.length()))
                    .min()
                    .orElseThrow();
            List<Pass> cut = Passes.cut(track, geometry.axis(), geometry.rowSpace(), shortest * 0.8);
            List<Assigned> assigned = new AlleyAssignment(geometry.rowSpace(), alleys.count(), Optional.empty(), 0)
                    .assign(cut.stream().map(p -> alleys.offsets(track, p)).toList());
            List<Pass> passes = new ArrayList<>();
            List<Assigned> places = new ArrayList<>();
            for (int i = 0; i < cut.size(); i++) {
                if (assigned.get(i).alley() != AlleyAssignment.OUTSIDE) {
                    passes.add(cut.get(i));
                    places.add(assigned.get(i));
                }
            }
            if (passes.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(told(passes, places));
        }

        private BlockDrive told(List<Pass> passes, List<Assigned> places) {
            double metres = passes.stream()
                    .mapToDouble(p -> track.distance(p.last()) - track.distance(p.first()))
                    .sum();
            Pass first = passes.get(0);
            Assigned start = places.get(0);
            int left = row(start.alley(), first.up(), Side.LEFT);
            int right = row(start.alley(), first.up(), Side.RIGHT);
            List<String> reasons = new ArrayList<>();
            // the margin is a difference of log likelihoods
            double sure = 1 / (1 + Math.exp(-Math.min(start.margin(), 20)));
            reasons.add(String.format(
                    Locale.ROOT,
                    "its first pass runs %s, row %d to its left and %d to its right (%.0f %% sure by the positions)",
                    alleys.name(start.alley()),
                    left,
                    right,
                    100 * sure));
            int grows = 0;
            int falls = 0;
            for (int i = 1; i < places.size(); i++) {
                int step = places.get(i).alley() - places.get(i - 1).alley();
                grows += step > 0 ? 1 : 0;
                falls += step < 0 ? 1 : 0;
            }
            int direction = direction(start.alley(), grows, falls);
            double agreed = grows + falls == 0 ? 0.5 : (double) Math.max(grows, falls) / (grows + falls);
            reasons.add(
                    grows + falls == 0
                            ? "it takes one alley only, so the direction is a guess"
                            : "from pass to pass row numbers grow " + grows + " times and fall " + falls + " times");
            return new BlockDrive(
                    farm, block, metres, passes.size(), first.first(), left, right, direction, sure * agreed, reasons);
        }

        /** Where nothing tells it, into the block. */
        private int direction(int start, int grows, int falls) {
            if (grows != falls) {
                return grows > falls ? 1 : -1;
            }
            return start * 2 < alleys.count() ? 1 : -1;
        }

        private int row(int alley, boolean up, Side side) {
            return alleys.seen(alley, up, side).map(s -> s.line().row()).orElse(0);
        }
    }
}
