package symphony.vision.postprocess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.geometry.VinePlace;
import symphony.core.registry.Row;
import symphony.core.session.Session;
import symphony.vision.postprocess.SideResult.Seen;
import symphony.vision.postprocess.Summary.RowSum;
import symphony.vision.postprocess.Summary.VineSum;
import symphony.vision.process.RowVines;

/** Sums the parts of a session: parts to drives, drives to row sides, sides to rows. */
final class Summing {
    private record Pass(String scan, String camera, int number) {}

    private final Session session;
    private final Map<Integer, Integer> vinesPerRow;

    Summing(Session session, Map<Integer, Integer> vinesPerRow) {
        this.session = session;
        this.vinesPerRow = vinesPerRow;
    }

    Summary of(List<PartResult> parts) {
        List<RowSum> rows = new ArrayList<>();
        List<VineSum> vines = new ArrayList<>();
        for (int row : rows(parts)) {
            List<VinePlace> places = RowVines.of(Optional.of(session), row, vinesPerRow.getOrDefault(row, 0));
            Optional<SideResult> dir1 = side(parts, row, Direction.DIR1, places);
            Optional<SideResult> dir2 = side(parts, row, Direction.DIR2, places);
            double covered = 0;
            for (VinePlace v : places) {
                VineSum sum = vine(row, v, dir1, dir2);
                vines.add(sum);
                covered += sum.coverage() == null ? 0 : sum.coverage();
            }
            double unknown = dir1.isPresent() || dir2.isPresent() ? 1 : 0;
            rows.add(new RowSum(
                    row, clusters(dir1), clusters(dir2), places.isEmpty() ? unknown : covered / places.size()));
        }
        return new Summary(session.sessionName(), session.block().name(), rows, vines);
    }

    /** Every row the block has or is said to have, and any other that was filmed. */
    private SortedSet<Integer> rows(List<PartResult> parts) {
        TreeSet<Integer> rows = new TreeSet<>(vinesPerRow.keySet());
        session.block().rows().stream().map(Row::number).forEach(rows::add);
        parts.forEach(p -> rows.add(p.part().name().row()));
        Integer stated = session.block().numRows();
        if (stated != null && rows.size() < stated) {
            IntStream.rangeClosed(1, stated).forEach(rows::add);
        }
        return rows;
    }

    private static Optional<SideResult> side(
            List<PartResult> parts, int row, Direction direction, List<VinePlace> vines) {
        Map<Pass, List<PartResult>> passes = new LinkedHashMap<>();
        parts.stream()
                .filter(p -> p.part().name().row() == row && p.part().name().direction() == direction)
                .sorted((a, b) -> a.part().name().compareTo(b.part().name()))
                .forEach(p ->
                        passes.computeIfAbsent(pass(p), k -> new ArrayList<>()).add(p));
        if (passes.isEmpty()) {
            return Optional.empty();
        }
        List<Drive> drives = passes.values().stream()
                .map(p -> Drive.of(p, VineStretches.whole(vines)))
                .toList();
        return Optional.of(SideResult.of(drives, vines)).filter(s -> s.isSeen(vines));
    }

    private static Pass pass(PartResult p) {
        PartName name = p.part().name();
        return new Pass(
                name.archive().scanId(), name.archive().camera(), p.part().pass());
    }

    private static VineSum vine(int row, VinePlace vine, Optional<SideResult> dir1, Optional<SideResult> dir2) {
        Optional<Seen> one = seen(dir1, vine);
        Optional<Seen> two = seen(dir2, vine);
        TreeMap<Double, Boolean> coverage = new TreeMap<>();
        one.ifPresent(s -> coverage.put(s.coverage(), true));
        two.ifPresent(s -> coverage.put(s.coverage(), true));
        return new VineSum(
                row,
                vine.vine(),
                one.map(Seen::clusters).orElse(null),
                two.map(Seen::clusters).orElse(null),
                coverage.isEmpty() ? null : coverage.lastKey(),
                vine.along());
    }

    private static Optional<Seen> seen(Optional<SideResult> side, VinePlace vine) {
        return side.map(s -> s.vines().get(vine.vine()));
    }

    private static @Nullable Integer clusters(Optional<SideResult> side) {
        return side.map(SideResult::clusters).orElse(null);
    }
}
