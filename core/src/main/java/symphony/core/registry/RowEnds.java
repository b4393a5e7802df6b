package symphony.core.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import symphony.core.geometry.PlanePoint;

/**
 * Lets all rows begin at the same end of the block: where the numbers of the survey begin, or the first row was drawn
 * from, or where a person says; else in the north, or in the west where rows run from west to east.
 */
final class RowEnds {
    private RowEnds() {}

    /**
     * Turns those rows that begin at the other end; a row whose own vines or poles are numbered stays.
     *
     * @param rows by number
     * @return in words, where they begin and why; empty where the survey's numbers say it for each
     */
    static Optional<String> agree(List<RowDraft> rows, Optional<Compass> said) {
        List<RowDraft> measured = rows.stream().filter(RowDraft::isLong).toList();
        if (measured.isEmpty() || measured.stream().allMatch(RowDraft::isNumbered)) {
            return Optional.empty();
        }
        int reference = first(measured, RowDraft::isNumbered);
        String why = "as the numbered rows do";
        if (reference < 0 && said.isEmpty()) {
            reference = first(measured, RowDraft::isDrawn);
            why = "as row " + (reference < 0 ? 0 : measured.get(reference).number()) + " was drawn";
        }
        if (reference < 0) {
            reference = 0;
            why = said.isPresent() ? "as was said" : "since the file does not number them; --first-vine says otherwise";
            RowDraft row = measured.get(0);
            if (beginning(row, said) < 0) {
                row.turn();
            }
        }
        for (int i = reference + 1; i < measured.size(); i++) {
            follow(measured.get(i), measured.get(i - 1));
        }
        for (int i = reference - 1; i >= 0; i--) {
            follow(measured.get(i), measured.get(i + 1));
        }
        RowDraft row = measured.get(reference);
        PlanePoint back = new PlanePoint(
                row.first().x() - row.last().x(), row.first().y() - row.last().y());
        return Optional.of("vines are numbered from the " + Compass.of(back).text() + ", " + why);
    }

    private static int first(List<RowDraft> rows, java.util.function.Predicate<RowDraft> which) {
        return IntStream.range(0, rows.size())
                .filter(i -> which.test(rows.get(i)))
                .findFirst()
                .orElse(-1);
    }

    /** Positive where the row begins at the end that was said, or in the north, or the west. */
    private static double beginning(RowDraft row, Optional<Compass> said) {
        double dx = row.first().x() - row.last().x();
        double dy = row.first().y() - row.last().y();
        Compass usual = Math.abs(dy) >= Math.abs(dx) ? Compass.NORTH : Compass.WEST;
        return said.orElse(usual).of(dx, dy);
    }

    /** The same way as its neighbour: then first lies by first and last by last. */
    private static void follow(RowDraft row, RowDraft neighbour) {
        double same = row.first().distance(neighbour.first()) + row.last().distance(neighbour.last());
        double crossed = row.first().distance(neighbour.last()) + row.last().distance(neighbour.first());
        if (!row.isNumbered() && crossed < same) {
            row.turn();
        }
    }
}
