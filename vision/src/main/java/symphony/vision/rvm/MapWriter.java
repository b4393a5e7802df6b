package symphony.vision.rvm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;

/** Makes the row video map of all stretches of a session: passes counted, every name once. */
final class MapWriter {
    private static final Comparator<Stretch> BY_TIME =
            Comparator.comparing(Stretch::scanId).thenComparingDouble(Stretch::start);
    private static final Comparator<RowPart> BY_CAMERA = Comparator.comparing(
                    (RowPart p) -> p.name().archive().scanId())
            .thenComparing(p -> p.name().archive().camera())
            .thenComparingDouble(RowPart::start);

    private record RowSideKey(int row, Direction direction) {}

    private final IntFunction<String> varietal;
    private final Consumer<String> remarks;

    /** @param varietal of a row, empty where unknown */
    MapWriter(IntFunction<String> varietal, Consumer<String> remarks) {
        this.varietal = varietal;
        this.remarks = remarks;
    }

    RowVideoMap write(List<Stretch> stretches) {
        Map<RowSideKey, Integer> passes = new HashMap<>();
        List<RowPart> parts = new ArrayList<>();
        for (Stretch s : withoutCollisions(stretches)) {
            int pass = passes.merge(new RowSideKey(s.row(), s.direction()), 1, Integer::sum);
            List<PartName> names = names(s);
            for (int i = 0; i < names.size(); i++) {
                Stretch.Piece piece = s.pieces().get(i);
                parts.add(new RowPart(names.get(i), piece.start(), piece.end(), pass, varietal.apply(s.row())));
            }
        }
        parts.sort(BY_CAMERA);
        return new RowVideoMap(parts);
    }

    /** An archive can hold two passes along one row side, but its parts have one name: the better covered stays. */
    private List<Stretch> withoutCollisions(List<Stretch> stretches) {
        Map<PartName, Stretch> taken = new HashMap<>();
        List<Stretch> kept = new ArrayList<>();
        List<Stretch> byCover = stretches.stream()
                .sorted(Comparator.comparingDouble((Stretch s) -> -s.metres()).thenComparing(BY_TIME))
                .toList();
        for (Stretch s : byCover) {
            List<PartName> names = names(s);
            PartName twice =
                    names.stream().filter(taken::containsKey).findFirst().orElse(null);
            if (twice == null) {
                names.forEach(n -> taken.put(n, s));
                kept.add(s);
            } else {
                remarks.accept(String.format(
                        Locale.ROOT,
                        "row %d %s is driven twice in archive %s: the pass at %.2f s, %.1f m of the row, is left out"
                                + " for the one that shows more",
                        s.row(),
                        s.direction().wireName(),
                        twice.archive(),
                        s.start(),
                        s.metres()));
            }
        }
        kept.sort(BY_TIME);
        return kept;
    }

    private static List<PartName> names(Stretch s) {
        List<PartName> names = new ArrayList<>();
        int of = s.pieces().size();
        for (int i = 0; i < of; i++) {
            names.add(new PartName(s.pieces().get(i).archive(), s.row(), s.direction(), i + 1, of));
        }
        return names;
    }
}
